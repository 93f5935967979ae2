import type { TaskKind } from './types.js';

const SHOWN_BY_RECORD: readonly TaskKind[] = ['document-expiry', 'missing-data'];

/** Kinds of which the record itself shows whether they were done; of all others somebody has to say so. */
export const isShownByRecord = (kind: TaskKind): boolean => SHOWN_BY_RECORD.includes(kind);

/**
 * SQL: whether the document that task `t` of kind `document-expiry` asks for is on record and not replaced by a later
 * one of its type. It may be on either record of a merged person, and so may the one that replaces it.
 * @param current the customer the task is asked of now
 * @param original the one it was raised for
 */
export const documentStands = (current: string, original: string): string =>
  `EXISTS (SELECT FROM customer_document_view d WHERE d.customer_id IN (${current}, ${original}) AND NOT d.long_term
     AND d.type || ':' || to_char(d.valid_until, 'YYYY-MM-DD') = t.episode
     AND NOT EXISTS (SELECT FROM customer_document_view n WHERE n.customer_id IN (${current}, ${original})
       AND n.type = d.type AND (n.long_term OR n.valid_until > d.valid_until)))`;

/**
 * SQL: whether nothing is missing of a customer any more. A restriction says nothing of that, and hides it in the
 * status; who is refused or gone has not completed anything.
 */
export const dataComplete = (customer: string): string =>
  `EXISTS (SELECT FROM customer_standing_view h WHERE h.id = ${customer} AND NOT h.holds_pending
     AND h.status IN ('active', 'restricted'))`;

/**
 * SQL: whether what task `t` asks for is there, of the kinds of which the record shows it.
 * @param current the customer the task is asked of now
 */
export const fulfilled = (current: string): string =>
  `CASE t.kind WHEN 'missing-data' THEN ${dataComplete(current)}
     WHEN 'document-expiry' THEN NOT ${documentStands(current, 't.customer_id')} END`;
