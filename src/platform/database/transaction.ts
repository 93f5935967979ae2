import type { EntityManager } from 'typeorm';
import type { PoolClient, QueryResultRow } from 'pg';

type Hook = () => void;

/** What both a pool and a transaction can do: ask. */
export interface Queryable {
  query<Row extends QueryResultRow = QueryResultRow>(
    sql: string,
    values?: readonly unknown[],
  ): Promise<Row[]>;
}

/**
 * One open database transaction. Services that change something take it as their first argument, so that nobody can
 * forget it; used after its end it throws, so that half a write is a crash and not a habit.
 */
export class Tx implements Queryable {
  private ended = false;
  private readonly hooks: Hook[] = [];

  constructor(
    readonly manager: EntityManager,
    readonly client: PoolClient,
  ) {}

  async query<Row extends QueryResultRow = QueryResultRow>(
    sql: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    this.assertOpen();
    return (await this.client.query<Row>(sql, values as unknown[])).rows;
  }

  /** A statement prepared once per connection; for the hot path. */
  async prepared<Row extends QueryResultRow = QueryResultRow>(
    name: string,
    sql: string,
    values: readonly unknown[],
  ): Promise<Row[]> {
    this.assertOpen();
    return (await this.client.query<Row>({ name, text: sql, values: values as unknown[] })).rows;
  }

  /** Runs after the commit, never when it fails. For nudges only: what must happen goes through the outbox. */
  afterCommit(hook: Hook): void {
    this.assertOpen();
    this.hooks.push(hook);
  }

  assertOpen(): void {
    if (this.ended) throw new Error('this database transaction has ended');
  }

  /** Called by the database when the transaction is over. */
  end(committed: boolean): void {
    this.ended = true;
    if (committed) for (const hook of this.hooks) hook();
  }
}
