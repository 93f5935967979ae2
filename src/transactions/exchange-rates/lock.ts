import type { Tx } from '../../platform/index.js';

/** "rate" in ASCII; any fixed number that nobody else locks. */
const RATES = 0x72617465;

/**
 * Held by whoever stores converted amounts, until the transaction ends: either it sees a new rate, or the rate's
 * arrival waits for it and converts what it stored. Many may hold it at once.
 */
export async function lockRatesForReading(tx: Tx): Promise<void> {
  await tx.prepared('rates-lock-shared', 'SELECT pg_advisory_xact_lock_shared($1)', [RATES]);
}

/** Held by whoever changes rates, alone. */
export async function lockRatesForChange(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [RATES]);
}
