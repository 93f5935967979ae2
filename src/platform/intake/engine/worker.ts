import { isDataFault, isPassingFault, type Database } from '../../database/database.js';
import type { Tx } from '../../database/transaction.js';
import { Problem } from '../../errors/problem.js';
import { LeaseLost, type Job, type JobContext } from '../../jobs/scheduler.js';
import type { Log } from '../../log.js';
import type { Clock } from '../../time/clock.js';
import type { Text } from '../../text/text.js';
import { compileMapping } from '../mapping/compile.js';
import { withoutRepetitions, rememberDryKeys } from './dry-run.js';
import { advance, chunksFrom, finish, nextDue, type Checkpoint, type FileImport } from './import-store.js';
import { insertRejections, ofRecordProblem, type Rejection } from './rejections.js';
import { steps, type Step } from './steps.js';
import type { ImportTarget, RecordProblem, Settled } from './target.js';
import { sweep } from './upload.js';

export interface WorkerParts {
  db: Database;
  clock: Clock;
  log: Log;
  /** Zone of times that name none. */
  zone: string;
  /** Called in the transaction that ends an import, for the audit trail. */
  ended(tx: Tx, ended: FileImport, state: 'completed' | 'failed'): Promise<void>;
}

const NOT_STORED: RecordProblem = {
  code: 'not-stored',
  pointer: '',
  message: {
    en: 'The record could not be stored; the fault was recorded. Give the administrator its line.',
    zh: '该记录无法存储，故障已记录。请将行号告知管理员。',
  },
};
const INTERRUPTED: Text = {
  en: 'The import failed for a reason of ours, which was recorded. What was accepted stays; send the file again, the rest will be taken in.',
  zh: '导入因系统原因失败，已记录。已接受的记录保留；请重新发送文件，其余部分将继续导入。',
};

class LostImport extends Error {}

/** The job that works off the queue of one kind, one file at a time, wherever its lease lies. */
export function importJob<T>(target: ImportTarget<T>, parts: WorkerParts): Job {
  return {
    name: `import-${target.kind}`,
    everySeconds: 2,
    run: async (context) => {
      await sweep(parts.db);
      const next = await nextDue(parts.db, target.kind);
      if (next === undefined) return false;
      await new ImportRun(target, parts, next).run(context);
      return !context.signal.aborted;
    },
  };
}

/**
 * One import from its checkpoint to its end. A batch, its rejections and the checkpoint behind it are one database
 * transaction, which begins by moving the checkpoint from where this run read it: whoever comes late changes nothing,
 * so a crash or a lost lease neither doubles nor miscounts.
 */
class ImportRun<T> {
  private columnsOf: (pointer: string, index: number) => readonly string[] = () => [];

  constructor(
    private readonly target: ImportTarget<T>,
    private readonly parts: WorkerParts,
    private at: FileImport,
  ) {}

  async run(context: JobContext): Promise<void> {
    try {
      for await (const batch of this.batches()) {
        context.assertLease();
        await this.settle(batch);
        if (context.signal.aborted) return;
      }
      await this.end({ state: 'completed' });
    } catch (error) {
      // Whoever holds the lease now goes on from the checkpoint.
      if (error instanceof LostImport || error instanceof LeaseLost) return;
      if (isPassingFault(error) || (error instanceof Problem && error.status === 503)) throw error;
      this.parts.log.error({ err: error, import: this.at.id }, 'an import failed');
      await this.end({ state: 'failed', failure: { code: 'internal-error', message: INTERRUPTED } });
    }
  }

  /** Batches of rows; the next is read and checked while the one before is being stored. */
  private async *batches(): AsyncGenerator<Step<T>[]> {
    const rows = this.rowBatches();
    let next = rows.next();
    try {
      for (;;) {
        const { value, done } = await next;
        if (done === true) return;
        next = rows.next();
        // A fault of the one read ahead is met when its turn comes.
        next.catch(() => undefined);
        yield value;
      }
    } finally {
      await next.catch(() => undefined);
      await rows.return(undefined);
    }
  }

  private async *rowBatches(): AsyncGenerator<Step<T>[]> {
    const { mapping } = this.at;
    const compiled =
      mapping === null
        ? undefined
        : compileMapping(mapping, { target: this.target.schema, zone: this.parts.zone });
    const { rows, columnsOf } = steps(chunksFrom(this.parts.db, this.at), this.at, this.target, compiled);
    this.columnsOf = columnsOf;
    let batch: Step<T>[] = [];
    let records = 0;
    for await (const some of rows) {
      for (const row of some) {
        batch.push(row);
        records += row.made.length;
        if (records < this.target.batchSize) continue;
        yield batch;
        batch = [];
        records = 0;
      }
    }
    if (batch.length > 0) yield batch;
  }

  /** Settles a batch; one that fails for its data is halved until the guilty row stands alone and is refused. */
  private async settle(batch: readonly Step<T>[]): Promise<void> {
    try {
      await this.settleOnce(batch);
    } catch (error) {
      if (error instanceof LostImport || error instanceof Problem || !isDataFault(error)) throw error;
      const [first] = batch;
      if (batch.length > 1) {
        const half = batch.length >> 1;
        await this.settle(batch.slice(0, half));
        await this.settle(batch.slice(half));
        return;
      }
      this.parts.log.error(
        { err: error, import: this.at.id, line: first!.line },
        'a record could not be stored',
      );
      const made = first!.made.map((each) =>
        each.rejection === undefined
          ? { ...each, value: undefined, rejection: this.refuse(first!, each.index, NOT_STORED) }
          : each,
      );
      await this.settleOnce([{ ...first!, made }]);
    }
  }

  private async settleOnce(batch: readonly Step<T>[]): Promise<void> {
    const { db } = this.parts;
    const values: T[] = [];
    for (const { made } of batch) for (const { value } of made) if (value !== undefined) values.push(value);
    if (values.length > 0) await this.target.before?.(values);
    if (this.at.dryRun) {
      const settled = await withoutRepetitions(db, this.at.id, this.target, values, (left) =>
        db.dryRun((tx) => this.store(tx, left)),
      );
      this.at = await db.inTransaction(async (tx) => {
        await rememberDryKeys(tx, this.at.id, this.target, values, settled);
        return this.checkpoint(tx, batch, settled);
      });
    } else {
      this.at = await db.inTransaction(
        async (tx) => {
          await this.claim(tx);
          return this.checkpoint(tx, batch, await this.store(tx, values));
        },
        { steadyPlans: true },
      );
    }
  }

  private async store(tx: Tx, values: readonly T[]): Promise<Settled[]> {
    if (values.length === 0) return [];
    return this.target.store(tx, values, { actor: this.at.actor, requestId: this.at.id });
  }

  /** Before anything is stored: is this import still where we think it is? Locks it until the commit. */
  private async claim(tx: Tx): Promise<void> {
    const rows = await tx.query(
      "SELECT 1 FROM file_import WHERE id = $1 AND position = $2 AND state IN ('queued', 'running') FOR UPDATE",
      [this.at.id, this.at.position],
    );
    if (rows.length === 0) throw new LostImport();
  }

  private async checkpoint(
    tx: Tx,
    batch: readonly Step<T>[],
    settled: readonly Settled[],
  ): Promise<FileImport> {
    const rejections: Rejection[] = [];
    let accepted = 0;
    let duplicates = 0;
    let next = 0;
    for (const step of batch) {
      for (const { rejection, index } of step.made) {
        const outcome = rejection === undefined ? settled[next++]! : undefined;
        if (rejection !== undefined) rejections.push(rejection);
        else if (outcome!.status === 'accepted') accepted += 1;
        else if (outcome!.status === 'duplicate') duplicates += 1;
        else rejections.push(this.refuse(step, index, outcome!.problem));
      }
    }
    const last = batch.at(-1)!;
    const to: Checkpoint = {
      position: last.position,
      line: last.nextLine,
      rows: last.row,
      read: this.at.read + accepted + duplicates + rejections.length,
      accepted: this.at.accepted + accepted,
      duplicates: this.at.duplicates + duplicates,
      rejected: this.at.rejected + rejections.length,
      unterminated: last.unterminated,
    };
    const now = this.parts.clock.now();
    if (!(await advance(tx, this.at, to, now))) throw new LostImport();
    await insertRejections(tx, this.at.id, this.at.rejected, rejections);
    return { ...this.at, ...to, state: 'running', startedAt: this.at.startedAt ?? now };
  }

  private async end(outcome: Parameters<typeof finish>[2]): Promise<void> {
    const { db, clock, ended } = this.parts;
    await db.inTransaction(async (tx) => {
      if (await finish(tx, this.at.id, outcome, clock.now())) await ended(tx, this.at, outcome.state);
    });
  }

  private refuse({ line, text }: Step<T>, index: number, problem: RecordProblem): Rejection {
    return ofRecordProblem(problem, this.columnsOf(problem.pointer, index), line, text);
  }
}
