import type { Tx } from '../../platform/index.js';
import { standingEvent, type ApprovalEvent, type OrderedEvent } from './domain/grounds.js';

/** What holds of a customer, and where its log ends. */
export interface Standing {
  last: ApprovalEvent | undefined;
  position: number;
  /** Of the facts that the customer's own last event is about, where that is known. */
  digest: Buffer | null;
}

/** What holds of each of these customers, one statement however many. */
export async function standings(tx: Tx, keys: readonly string[]): Promise<Map<string, Standing>> {
  const known = new Map<string, Standing>(
    keys.map((key) => [key, { last: undefined, position: 0, digest: null }]),
  );
  if (keys.length === 0) return known;
  const rows = await tx.query<OrderedEvent & { key: string }>(
    `SELECT customer_id AS key, position, kind, grounds, merged_from AS "mergedFrom",
       facts_digest AS digest FROM senior_approval
     WHERE customer_id = ANY($1::bigint[])`,
    [keys],
  );
  const events = new Map<string, OrderedEvent[]>();
  for (const { key, ...event } of rows) events.set(key, [...(events.get(key) ?? []), event]);
  for (const [key, list] of events)
    known.set(key, {
      last: standingEvent(list),
      position: Math.max(...list.map(({ position }) => position)),
      digest: own(list)?.digest ?? null,
    });
  return known;
}

const own = (events: readonly OrderedEvent[]): OrderedEvent | undefined =>
  events.filter(({ mergedFrom }) => mergedFrom === null).sort((a, b) => b.position - a.position)[0];
