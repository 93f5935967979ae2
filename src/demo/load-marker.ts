import type { Clock, Queryable, Tx } from '../platform/index.js';

/** What a demo bank is made from; kept, so that a load continued on a later day makes the same bank. */
export interface StoredParameters {
  customers: number;
  transactions: number;
  seed: number;
  until: string;
  days: number;
}

export interface LoadMarker {
  parameters: StoredParameters;
  /** Transactions stored so far. */
  stored: number;
  finished: boolean;
}

export async function readMarker(q: Queryable): Promise<LoadMarker | undefined> {
  const [row] = await q.query<{ parameters: StoredParameters; stored: string; finished: boolean }>(
    'SELECT parameters, stored, finished_at IS NOT NULL AS finished FROM demo_load',
  );
  return row && { ...row, stored: Number(row.stored) };
}

export async function startMarker(tx: Tx, parameters: StoredParameters, clock: Clock): Promise<void> {
  await tx.query('INSERT INTO demo_load (parameters, started_at) VALUES ($1, $2)', [
    JSON.stringify(parameters),
    clock.now(),
  ]);
}

/** In the database transaction that stores them, so that a load cut off anywhere continues where it stopped. */
export async function advanceMarker(tx: Tx, from: number, to: number): Promise<void> {
  const rows = await tx.query('UPDATE demo_load SET stored = $2 WHERE stored = $1 RETURNING stored', [
    from,
    to,
  ]);
  if (rows.length === 0) throw new Error('The demo bank is being loaded by somebody else.');
}

export async function finishMarker(tx: Tx, clock: Clock): Promise<void> {
  await tx.query('UPDATE demo_load SET finished_at = $1', [clock.now()]);
}
