const digest = (text: string): string => `encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`;
const RECORD = 'c.id, c.merged_into, w.entry_id';

// The same name or document number. A birth date that is known on both sides and differs speaks against a name.
const FOUND = `
  SELECT ${RECORD}, unnest(ARRAY['name ' || ${digest('w.key')},
    'born ' || ${digest("concat_ws('/', coalesce(c.date_of_birth::text, '-'), coalesce(e.date_of_birth::text, '-'))")}]) AS fact
  FROM customer_name_key_view k
    JOIN watchlist_key w ON w.key = k.name_key AND w.kind = 'name'
    JOIN watchlist_entry e ON e.id = w.entry_id
    JOIN customer_view c ON c.id = k.customer_id
  WHERE e.removed_by IS NULL AND (c.kind = 'individual') = (e.kind = 'individual')
    AND (c.date_of_birth = e.date_of_birth OR c.date_of_birth IS NULL OR e.date_of_birth IS NULL) AND NARROW
  UNION ALL
  SELECT ${RECORD}, 'document ' || ${digest('w.key')}
  FROM customer_document_view d
    JOIN customer_view c ON c.id = d.customer_id
    JOIN watchlist_key w ON w.key = d.number_key AND w.kind = 'document'
    JOIN watchlist_entry e ON e.id = w.entry_id
  WHERE e.removed_by IS NULL AND NARROW`;

const comparison = (narrow: string, found = FOUND): string => `
  SELECT coalesce(f.merged_into, f.id) AS "customerKey", CASE WHEN f.merged_into IS NOT NULL THEN f.id END AS "mergedFrom",
    f.id AS record, f.entry_id AS "entryKey", e.list_id AS "listId", e.entity_id AS "entityId",
    array_agg(DISTINCT f.fact ORDER BY f.fact) AS evidence
  FROM (${found.replaceAll('NARROW', narrow)}) f (id, merged_into, entry_id, fact)
    JOIN watchlist_entry e ON e.id = f.entry_id
  GROUP BY f.id, f.merged_into, f.entry_id, e.list_id, e.entity_id`;

/** Few customers against whole lists: OFFSET 0 has them read first, whatever the planner believes of tables that just grew. */
const few = (view: string): string =>
  `(SELECT * FROM ${view} WHERE customer_id = ANY($1::bigint[]) OFFSET 0)`;

/** Customers ($1) compared with all lists; one row per record and entry, each a {@link Found}. */
export const BY_CUSTOMER = comparison(
  'true',
  FOUND.replace('customer_name_key_view', few('customer_name_key_view')).replace(
    'customer_document_view',
    few('customer_document_view'),
  ),
);
/** All customers compared with entries ($1). */
export const BY_ENTRY = comparison('w.entry_id = ANY($1::bigint[])');

/** A record found on a list. All keys are numbers inside the database. */
export interface Found {
  /** For whom the record counts. */
  customerKey: string;
  /** The record, where it is merged into that customer. */
  mergedFrom: string | null;
  record: string;
  entryKey: string;
  listId: string;
  entityId: string;
  evidence: string[];
}
