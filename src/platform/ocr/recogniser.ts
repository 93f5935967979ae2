import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineProblem } from '../errors/problem.js';
import type { Log } from '../log.js';
import { projectRoot } from '../root.js';
import type { Answer, RecognisedText } from './messages.js';

export const readerBusy = defineProblem('reader-busy', 503, {
  en: 'Other pictures are being read just now. Try again in a moment, or type the document.',
  zh: '正在识别其他图像，请稍后重试，或手工录入证件信息。',
});
export const readerGaveUp = defineProblem('reader-gave-up', 503, {
  en: 'The picture could not be read in time. Take another one, straight and close, or type the document.',
  zh: '未能及时识别该图像。请正对证件近距离重新拍摄，或手工录入证件信息。',
});

export interface RecogniserOptions {
  log: Log;
  /** Milliseconds for one picture, the start of the process included. */
  limit?: number;
  /** Pictures that may wait. */
  waiting?: number;
  /** Milliseconds without work after which the process is ended; it holds some 400 MB. */
  idle?: number;
}

interface Waiting {
  bytes: Buffer;
  resolve(text: RecognisedText): void;
  reject(error: Error): void;
}

/**
 * Recognises text in pictures, one at a time, in a process of its own that is started when needed and ended when it
 * takes too long or rests. Nothing of a picture is kept.
 */
export class Recogniser {
  private readonly queue: Waiting[] = [];
  private child: ChildProcess | undefined;
  private working = false;
  private closed = false;
  private counter = 0;
  private rest: NodeJS.Timeout | undefined;

  constructor(private readonly options: RecogniserOptions) {}

  /** Problems: 503 `reader-busy` when too many wait, 503 `reader-gave-up` when it takes too long or fails. */
  read(bytes: Buffer): Promise<RecognisedText> {
    if (this.closed || this.queue.length >= (this.options.waiting ?? 4))
      return Promise.reject(readerBusy({ headers: { 'Retry-After': '5' } }));
    return new Promise((resolve, reject) => {
      this.queue.push({ bytes, resolve, reject });
      void this.work();
    });
  }

  /** Ends the process; who waits is refused. */
  close(): void {
    this.closed = true;
    this.end();
    for (const { reject } of this.queue.splice(0)) reject(readerBusy());
  }

  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    clearTimeout(this.rest);
    for (let next = this.queue.shift(); next; next = this.queue.shift()) {
      try {
        next.resolve(await this.ask(next.bytes));
      } catch (error) {
        this.options.log.warn({ reason: (error as Error).message }, 'a picture could not be read');
        this.end();
        next.reject(readerGaveUp());
      }
    }
    this.working = false;
    this.rest = setTimeout(() => this.end(), this.options.idle ?? 120_000).unref();
  }

  private ask(bytes: Buffer): Promise<RecognisedText> {
    // One that ended while it rested is replaced.
    const child = this.child?.connected ? this.child : (this.child = start());
    const id = (this.counter += 1);
    return new Promise((resolve, reject) => {
      const done = () => {
        clearTimeout(timer);
        child.off('message', answered).off('exit', ended);
      };
      const answered = (answer: Answer) => {
        if (answer.id !== id) return;
        done();
        if (answer.text) resolve(answer.text);
        else reject(new Error(answer.failure));
      };
      const ended = () => {
        done();
        reject(new Error('the process ended'));
      };
      const timer = setTimeout(() => {
        done();
        reject(new Error('too slow'));
      }, this.options.limit ?? 60_000);
      child.on('message', answered).on('exit', ended);
      child.send({ id, bytes }, (error) => {
        if (!error) return;
        done();
        reject(error);
      });
    });
  }

  private end(): void {
    clearTimeout(this.rest);
    this.child?.kill('SIGKILL');
    this.child = undefined;
  }
}

function start(): ChildProcess {
  const built = fileURLToPath(new URL('./process.js', import.meta.url));
  // Straight from the source when it was not built: in tests and development.
  const [path, execArgv] = existsSync(built)
    ? [built, []]
    : [built.replace(/js$/, 'ts'), ['--import', 'tsx']];
  const child = fork(path, {
    cwd: projectRoot,
    execArgv,
    // Not our settings: there are passwords among them.
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // It must not keep the service from ending.
  child.unref();
  child.channel?.unref();
  // A failed start is met by whoever asks it.
  child.on('error', () => undefined);
  return child;
}
