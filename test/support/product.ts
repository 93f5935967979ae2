import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { makeDataDir, removeDataDir } from '../../src/bootstrap/postgres/temporary.js';
import { OWNER, urlFor } from '../../src/bootstrap/postgres/roles.js';
import { projectRoot } from '../../src/platform/index.js';

export const ADMIN_PASSWORD = 'correct horse battery staple';

/** The product as a bank runs it: `npm start` as a process of its own, on its own data, that may be killed at any time. */
export class Product {
  private child: ChildProcess | undefined;
  private output = '';

  private constructor(
    private readonly dataDir: string,
    private readonly port: number,
    private readonly settings: Record<string, string>,
  ) {}

  static async create(settings: Record<string, string> = {}): Promise<Product> {
    return new Product(await makeDataDir('mingjian-faults-'), await freePort(), settings);
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The owner's login to the product's embedded database. */
  get ownerUrl(): string {
    return urlFor(join(this.home, 'run'), OWNER, 'mingjian');
  }

  private get home(): string {
    return join(this.dataDir, 'postgres');
  }

  /** Starts the process and returns at once; see {@link ready}. */
  spawn(): void {
    this.output = '';
    const { PATH = '', HOME = '' } = process.env;
    this.child = spawn(process.execPath, [join(projectRoot, 'src/bootstrap/start.js')], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH,
        HOME,
        DATA_DIR: this.dataDir,
        PORT: String(this.port),
        DEMO_DATA: 'false',
        ADMIN_PASSWORD,
        LOG_LEVEL: 'error',
        ...this.settings,
      },
    });
    for (const stream of [this.child.stdout!, this.child.stderr!])
      stream.on('data', (data: Buffer) => (this.output = (this.output + data.toString()).slice(-20_000)));
  }

  /** Waits until it says that it is ready; throws with its last words when it ends instead. */
  async ready(): Promise<void> {
    const child = this.child!;
    while (!this.output.includes('is ready')) {
      if (ended(child)) throw new Error(`the product ended (${child.exitCode}): ${this.output}`);
      await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]);
    }
  }

  /** Errors it has logged since it was started, the last ones first. */
  get errors(): string[] {
    const lines = this.output.split('\n').filter((line) => line.includes('"err"'));
    return lines.reverse().slice(0, 5);
  }

  /** What it and its database said last, for whoever has to find out why. */
  get lastWords(): string {
    const log = readFileSync(join(this.home, 'server.log'), 'utf8');
    return `${this.output.slice(-3_000)}\n-- server.log\n${log.slice(-3_000)}`;
  }

  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Asks it to stop, as an operator does. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (!child || ended(child)) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }

  /** Processes of its database server: the postmaster first, then its backends. */
  serverProcesses(): number[] {
    const cluster = join(this.home, 'cluster');
    const postmaster = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const others = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => pid !== postmaster && worksIn(pid, cluster));
    return [postmaster, ...others];
  }

  /** Stops it and its database, and removes all it kept. */
  async remove(): Promise<void> {
    if (!this.child || ended(this.child)) {
      // A killed process leaves its server running; the next one adopts it and can stop it.
      this.spawn();
      await this.ready();
    }
    await this.stop();
    await removeDataDir(this.dataDir);
  }
}

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

function worksIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
