import {
  defineProblem,
  newId,
  type Actor,
  type Clock,
  type Database,
  type Job,
  type Queryable,
  type Tx,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { isUniqueViolation } from '../store.js';
import { refreshFindings } from './pairs.js';
import type { Duplicates } from './service.js';
import { nextCustomers, putMarks } from './store.js';

const alreadyRunning = defineProblem('duplicate-scan-running', 409, {
  en: 'A search for duplicates is running already. Wait until it has ended.',
  zh: '查重任务正在进行，请等待其完成。',
});

export interface Scan {
  id: string;
  state: 'running' | 'completed';
  requestedAt: string;
  requestedBy: string;
  examined: number;
  found: number;
  finishedAt: string | null;
}

const BATCH = 500;

/** Asks for a walk through all customers; throws 409 while another is under way. */
export async function requestScan(
  tx: Tx,
  actor: Actor,
  { clock, audit }: { clock: Clock; audit: AuditTrail },
): Promise<Scan> {
  const now = clock.now();
  const id = newId(now.getTime());
  await tx.query('SAVEPOINT scan');
  try {
    await tx.query(
      'INSERT INTO customer_duplicate_scan (public_id, requested_at, requester_name) VALUES ($1, $2, $3)',
      [id, now, actor.name],
    );
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw alreadyRunning();
  }
  await audit.append(tx, actor, {
    action: 'customer-duplicates.scan-requested',
    subject: { kind: 'customer-duplicate-scan', id },
  });
  return (await lastScan(tx))!;
}

/** The newest walk, or `undefined` when there was none. */
export async function lastScan(q: Queryable): Promise<Scan | undefined> {
  const [row] = await q.query<{
    id: string;
    requested_at: Date;
    requester_name: string;
    examined: string;
    found: string;
    finished_at: Date | null;
  }>(
    `SELECT public_id AS id, requested_at, requester_name, examined, found, finished_at
     FROM customer_duplicate_scan ORDER BY customer_duplicate_scan.id DESC LIMIT 1`,
  );
  return (
    row && {
      id: row.id,
      state: row.finished_at ? 'completed' : 'running',
      requestedAt: row.requested_at.toISOString(),
      requestedBy: row.requester_name,
      examined: Number(row.examined),
      found: Number(row.found),
      finishedAt: row.finished_at?.toISOString() ?? null,
    }
  );
}

/**
 * Goes on with the walk that was asked for, one batch per database transaction: what was looked at stays looked at,
 * whatever happens to the process.
 */
export function duplicateScanJob(db: Database, duplicates: Duplicates, clock: Clock): Job {
  return {
    name: 'customer-duplicates',
    everySeconds: 30,
    run: ({ signal, assertLease }) => {
      assertLease();
      return db.inTransaction(async (tx) => (await step(tx, duplicates, clock)) && !signal.aborted);
    },
  };
}

async function step(tx: Tx, duplicates: Duplicates, clock: Clock): Promise<boolean> {
  const [scan] = await tx.query<{ id: string; position: string }>(
    'SELECT id, position FROM customer_duplicate_scan WHERE finished_at IS NULL FOR UPDATE',
  );
  if (!scan) return false;
  const customers = await nextCustomers(tx, scan.position, BATCH);
  // Marks first: of two customers the one that is looked at later finds the other.
  await putMarks(tx, customers, false);
  const { shared, fresh } = await duplicates.examine(
    tx,
    customers.filter(({ merged }) => !merged),
    { changed: new Set(), entering: new Set() },
  );
  await refreshFindings(tx, [
    ...new Set(shared.flatMap(({ customerKey, otherKeys }) => [customerKey, ...otherKeys])),
  ]);
  const done = customers.length < BATCH;
  await tx.query(
    `UPDATE customer_duplicate_scan SET position = $2, examined = examined + $3, found = found + $4, finished_at = $5
     WHERE id = $1`,
    [scan.id, customers.at(-1)?.key ?? scan.position, customers.length, fresh, done ? clock.now() : null],
  );
  return !done;
}
