import type { Tx } from '../platform/index.js';
import { digest64 } from './domain/digest.js';
import type { LedgerRow } from './ledger-row.js';

const STORE_SQL = `INSERT INTO ledger_device (device_key, customer_id, first_seen_on)
  SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::date[]) ON CONFLICT DO NOTHING`;

/** Notes which customer used which device; in order, so that two batches never wait for each other in a circle. */
export async function storeDevices(tx: Tx, rows: readonly LedgerRow[]): Promise<void> {
  const seen = new Map<string, { key: string; customer: string; day: string }>();
  for (const { details, bookedFor, businessDate } of rows) {
    const id = (details['device'] as { id?: string } | undefined)?.id;
    if (id === undefined) continue;
    const key = digest64(id);
    const pair = `${key} ${bookedFor}`;
    const earlier = seen.get(pair);
    if (!earlier || businessDate < earlier.day)
      seen.set(pair, { key, customer: bookedFor, day: businessDate });
  }
  if (seen.size === 0) return;
  const pairs = [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
  await tx.prepared('ledger-device-store', STORE_SQL, [
    pairs.map(({ key }) => key),
    pairs.map(({ customer }) => customer),
    pairs.map(({ day }) => day),
  ]);
}
