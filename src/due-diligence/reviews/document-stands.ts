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
