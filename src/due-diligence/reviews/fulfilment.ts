import type { ReviewRules } from './domain/schedule.js';
import type { TaskKind } from './types.js';

/** Kinds of which the record itself shows whether they were done; of all others somebody has to say so. */
export const shownByRecord: readonly TaskKind[] = [
  'document-expiry',
  'related-document-expiry',
  'missing-data',
];

/** SQL: the records that are one customer now. */
export const recordsOf = (customer: string): string =>
  `ANY (ARRAY(SELECT ${customer} UNION ALL SELECT m.id FROM customer_view m WHERE m.merged_into = ${customer}))`;

/**
 * SQL: whether no document of the customer stands for document `d`: a later one of its type, or, among the documents
 * that prove who a person is, any that is valid longer.
 */
export function notReplaced(rules: ReviewRules, customer: string): string {
  const types = rules.kinds['document-expiry'].interchangeable ?? [];
  const among = (type: string) => `${type} = ANY ('{${types.join(',')}}'::text[])`;
  return `NOT EXISTS (SELECT FROM customer_document_view n WHERE n.customer_id = ${recordsOf(customer)}
    AND (n.type = d.type OR ${among('n.type')} AND ${among('d.type')})
    AND (n.long_term OR (n.valid_until, n.type) > (d.valid_until, d.type)))`;
}

/**
 * SQL: whether relationship `alias` holds after the day and is one whose holder's documents are registered with the
 * customer (CDD Measures 2025, art. 49; BO Measures 2025, art. 18).
 */
export const holds = (alias: string, day: string): string =>
  `${alias}.type IN ('legal-representative', 'agent', 'beneficial-owner')
   AND (${alias}.until IS NULL OR ${alias}.until > ${day})`;

/** SQL: whether no other statement of the customer about the holder of relationship `r` names a document that is valid longer. */
export const notRestated = (day: string): string =>
  `NOT EXISTS (SELECT FROM relationship_view n WHERE n.subject_id = r.subject_id AND n.holder_id = r.holder_id
    AND ${holds('n', day)} AND n.documents_until > r.documents_until)`;

/** SQL: the episode of the documents of the holder of relationship `r`. */
export const relatedEpisode = "r.holder_id || ':' || r.documents_until";

/**
 * SQL: whether what task `t` asks for is there, of the kinds of which the record shows it; null for all others. What
 * is asked may be on any record of a merged customer, and so may what takes its place.
 * @param current the customer the task is asked of now
 * @param day the business day
 */
export const fulfilled = (rules: ReviewRules, current: string, day: string): string =>
  `CASE t.kind
    WHEN 'missing-data' THEN EXISTS (SELECT FROM customer_standing_view h WHERE h.id = ${current}
      AND NOT h.holds_pending AND h.status IN ('active', 'restricted'))
    WHEN 'document-expiry' THEN NOT EXISTS (SELECT FROM customer_document_view d
      WHERE d.customer_id IN (${current}, t.customer_id) AND NOT d.long_term
        AND d.type || ':' || to_char(d.valid_until, 'YYYY-MM-DD') = t.episode AND ${notReplaced(rules, current)})
    WHEN 'related-document-expiry' THEN NOT EXISTS (SELECT FROM relationship_view r JOIN party_view p ON p.id = r.subject_id
      WHERE p.customer_id IN (${current}, t.customer_id) AND ${holds('r', day)}
        AND ${relatedEpisode} = t.episode AND ${notRestated(day)})
    END`;
