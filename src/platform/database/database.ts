import { DataSource, type EntitySchema } from 'typeorm';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { Log } from '../log.js';
import { notReady, outcomeUnknown } from '../errors/common.js';
import { Tx, type Queryable } from './transaction.js';

const RETRYABLE = new Set(['40001', '40P01']);

/** Errors that mean the server went away or is not there yet, not that the statement was wrong. */
export function isConnectionError(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  if (
    code &&
    (/^(08|57P0)/.test(code) || ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', '53300'].includes(code))
  )
    return true;
  return /Connection terminated|connection timeout|Client has encountered a connection error|timeout exceeded when trying to connect|not queryable/i.test(
    message ?? '',
  );
}

/**
 * Whether a statement failed for what it was given (SQLSTATE classes 21 to 23 and 54, or no SQL error at all). The
 * rest is the server's state: out of space, shutting down, locked. Another row would have met the same.
 */
export function isDataFault(error: unknown): boolean {
  if (isConnectionError(error)) return false;
  const code = codeOf(error);
  return code === undefined || !/^[0-9A-Z]{5}$/.test(code) || /^(2[1-3]|54)/.test(code);
}

/** Whether the same may succeed a little later: the server was away, out of room, locked, or somebody stopped it. */
export function isPassingFault(error: unknown): boolean {
  return isConnectionError(error) || /^(40|53|55|57|58)...$/.test(codeOf(error) ?? '');
}

function codeOf(error: unknown): string | undefined {
  const { code, driverError } = (error ?? {}) as { code?: string; driverError?: { code?: string } };
  return code ?? driverError?.code;
}

export interface TransactionOptions {
  /**
   * For statements that run thousands of times: planned once per connection, for any number of rows, and always by
   * index, since a plan made while a partition was still empty must not scan it when it has grown.
   */
  steadyPlans?: boolean;
}

const STEADY_PLANS = 'SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off';

class Rollback<T> extends Error {
  constructor(readonly result: T) {
    super('rolled back on purpose');
  }
}

/** The service's connections to PostgreSQL. Opens transactions; asks outside of them. */
export class Database implements Queryable {
  private constructor(
    private readonly source: DataSource,
    private readonly log: Log,
  ) {}

  static async connect(options: {
    url: string;
    poolSize: number;
    entities: readonly EntitySchema[];
    log: Log;
  }): Promise<Database> {
    const source = new DataSource({
      type: 'postgres',
      url: options.url,
      entities: [...options.entities],
      poolSize: options.poolSize,
      synchronize: false,
      migrationsRun: false,
      logging: false,
      applicationName: 'mingjian',
      poolErrorHandler: () => options.log.warn('a database connection was lost'),
      extra: {
        connectionTimeoutMillis: 5_000,
        idleTimeoutMillis: 30_000,
        keepAlive: true,
        // A process that hangs in a transaction must not hold its locks, nor the sealing of the audit trail, for ever.
        options: '-c timezone=UTC -c jit=off -c idle_in_transaction_session_timeout=300000',
      },
    });
    await source.initialize();
    return new Database(source, options.log);
  }

  get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }

  async query<Row extends QueryResultRow = QueryResultRow>(
    sql: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    try {
      return (await this.pool.query<Row>(sql, values as unknown[])).rows;
    } catch (error) {
      throw this.translated(error);
    }
  }

  /**
   * Runs `work` in one transaction (READ COMMITTED) and commits. Deadlocks and serialisation failures are tried again
   * from the start, so `work` must not keep anything outside of the transaction. Connection loss answers 503; during the commit,
   * `outcome-unknown`.
   */
  async inTransaction<T>(work: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.once(work, options);
      } catch (error) {
        if (attempt < 5 && RETRYABLE.has(codeOf(error) ?? '')) {
          this.log.debug({ attempt }, 'transaction tried again');
          continue;
        }
        throw this.translated(error);
      }
    }
  }

  /** Does everything and takes it back: a preview that cannot lie. */
  async dryRun<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.inTransaction(async (tx) => {
        throw new Rollback(await work(tx));
      });
    } catch (error) {
      if (error instanceof Rollback) return error.result as T;
      throw error;
    }
  }

  private async once<T>(
    work: (tx: Tx) => Promise<T>,
    { steadyPlans = false }: TransactionOptions,
  ): Promise<T> {
    const runner = this.source.createQueryRunner();
    let tx: Tx | undefined;
    let committed = false;
    let begun = false;
    const client = (await runner.connect()) as PoolClient;
    try {
      await client.query(steadyPlans ? `BEGIN; ${STEADY_PLANS}` : 'BEGIN');
      begun = true;
      tx = new Tx(runner.manager, client);
      const result = await work(tx);
      const { command } = await client.query('COMMIT').catch((error: unknown) => {
        if (!isConnectionError(error)) throw error;
        this.log.warn({ code: codeOf(error) }, 'the database went away during a commit');
        throw outcomeUnknown({ headers: { 'Retry-After': '1' } });
      });
      // A statement whose failure somebody swallowed makes PostgreSQL answer COMMIT with a roll-back.
      if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back');
      committed = true;
      return result;
    } catch (error) {
      if (begun) await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      await runner.release().catch(() => undefined);
      this.endOf(tx, committed);
    }
  }

  /** What is done is done: a hook that fails must not make a commit look like a failure. */
  private endOf(tx: Tx | undefined, committed: boolean): void {
    try {
      tx?.end(committed);
    } catch (error) {
      this.log.error({ err: error }, 'what follows a commit failed');
    }
  }

  private translated(error: unknown): unknown {
    if (!isConnectionError(error)) return error;
    this.log.warn({ code: codeOf(error) }, 'the database cannot be reached');
    return notReady({ headers: { 'Retry-After': '1' } });
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }
}
