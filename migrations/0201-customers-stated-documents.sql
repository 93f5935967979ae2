-- The last day on which some document of a person is valid, as stated: 9999-12-31 where one lasts or
-- has no known end, null where no document was named. Text, for a cast to a day depends on settings and cannot be indexed.
CREATE FUNCTION documents_until(stated jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN bool_or(coalesce(d ->> 'longTerm' = 'true', false) OR d ->> 'validUntil' IS NULL) THEN '9999-12-31'
    ELSE max(d ->> 'validUntil') END
  FROM jsonb_array_elements(CASE jsonb_typeof(stated -> 'documents') WHEN 'array' THEN stated -> 'documents' ELSE '[]' END) d
$$;
CREATE INDEX relationship_documents_until ON relationship ((documents_until(stated) COLLATE "C"), id)
  WHERE documents_until(stated) IS NOT NULL;

CREATE OR REPLACE VIEW relationship_view AS
SELECT r.id, r.public_id, r.holder_id, r.subject_id, r.type, r.share, r.means, r.since,
  least(e.until, r.until) AS until, r.source, r.reference, r.stated, r.fact, r.recorded_at, r.recorded_by_kind,
  r.recorded_by_id, r.recorded_by_name, e.reason AS end_reason, e.ended_at, e.ended_by_name,
  r.recorded_branch, e.ended_by_kind, e.ended_branch, documents_until(r.stated) COLLATE "C" AS documents_until
FROM relationship r LEFT JOIN relationship_end e ON e.relationship_id = r.id;
