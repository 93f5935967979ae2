import { Conditions, type Database, type Job } from '../platform/index.js';
import type { CustomerParts } from './creation.js';
import { codesOf } from './domain/status.js';
import { findPage } from './store.js';

const BATCH = 500;

/** Judges the facts of customers that were stored before what they lack was kept, a batch per transaction. */
export function unjudgedJob(
  db: Database,
  { assess, clock, days }: Pick<CustomerParts, 'assess' | 'clock' | 'days'>,
): Job {
  return {
    name: 'customers-unjudged',
    everySeconds: 3_600,
    run: () =>
      db.inTransaction(async (tx) => {
        const rows = await tx.query<{ key: string }>(
          `SELECT id AS key FROM customer WHERE finding_codes IS NULL ORDER BY id LIMIT $1
           FOR NO KEY UPDATE SKIP LOCKED`,
          [BATCH],
        );
        if (rows.length === 0) return false;
        const keys = rows.map(({ key }) => key);
        const today = days.dayOf(clock.now());
        const customers = await findPage(
          tx,
          new Conditions().add('c.id = ANY(?::bigint[])', keys),
          keys.length,
          'c.id',
        );
        const judged = customers.map(({ key, facts }) => ({ key, codes: codesOf(assess(facts, today)) }));
        await tx.query(
          `UPDATE customer c SET finding_codes = j.codes
           FROM jsonb_to_recordset($1) AS j (key bigint, codes text[]) WHERE c.id = j.key`,
          [JSON.stringify(judged)],
        );
        return rows.length === BATCH;
      }),
  };
}
