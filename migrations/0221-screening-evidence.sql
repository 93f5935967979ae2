-- A match rests on facts that were compared, kept as digests; a decision says which of them it judged. Found on other
-- or stronger ones it opens again.
ALTER TABLE screening_match
  ADD COLUMN evidence text[] NOT NULL DEFAULT '{}',
  -- Of its alert.
  ADD COLUMN episode text;
ALTER TABLE screening_decision ADD COLUMN evidence text[] NOT NULL DEFAULT '{}';

-- What was found before rests on what of its kind is found now; what is not among that was not judged.
UPDATE screening_match m SET
  episode = e.list_id || ' ' || e.entity_id,
  evidence = coalesce(CASE m.matched_by
    WHEN 'name' THEN (
      SELECT array_agg(DISTINCT f.fact ORDER BY f.fact)
      FROM customer_name_key k
        JOIN watchlist_key w ON w.key = k.name_key AND w.kind = 'name' AND w.entry_id = m.entry_id
        JOIN customer c ON c.id = k.customer_id
        CROSS JOIN LATERAL unnest(ARRAY['name ' || encode(sha256(convert_to(w.key, 'UTF8')), 'hex'),
          'born ' || encode(sha256(convert_to(
            concat_ws('/', coalesce(c.date_of_birth::text, '-'), coalesce(e.date_of_birth::text, '-')), 'UTF8')), 'hex')]) AS f (fact)
      WHERE k.customer_id = coalesce(m.merged_from, m.customer_id))
    ELSE (
      SELECT array_agg(DISTINCT 'document ' || encode(sha256(convert_to(w.key, 'UTF8')), 'hex'))
      FROM customer_document_view d
        JOIN watchlist_key w ON w.key = d.number_key AND w.kind = 'document' AND w.entry_id = m.entry_id
      WHERE d.customer_id = coalesce(m.merged_from, m.customer_id))
    END, '{}')
FROM watchlist_entry e WHERE e.id = m.entry_id;
ALTER TABLE screening_match ALTER COLUMN episode SET NOT NULL;
UPDATE screening_decision d SET evidence = m.evidence FROM screening_match m WHERE m.id = d.match_id;

-- A match is of the record whose facts were found, so that those of two merged records stand beside each other; those
-- that a merge left behind follow.
ALTER TABLE screening_match DROP CONSTRAINT screening_match_customer_id_entry_id_key;
CREATE UNIQUE INDEX screening_match_record ON screening_match ((coalesce(merged_from, customer_id)), entry_id);
CREATE INDEX screening_match_customer ON screening_match (customer_id, status);
UPDATE screening_match m SET customer_id = c.merged_into, merged_from = m.customer_id
FROM customer c WHERE c.id = m.customer_id AND c.merged_into IS NOT NULL AND m.merged_from IS NULL;
UPDATE customer c SET screening_state = 'hit'
WHERE c.screening_state <> 'hit' AND EXISTS (
  SELECT FROM screening_match m WHERE m.customer_id = c.id AND m.status <> 'false-match');
