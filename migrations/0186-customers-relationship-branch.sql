-- The branch at which a relationship was recorded or ended; null when not by somebody bound to one. Those bound to a
-- branch read no words that were not written at one.
ALTER TABLE relationship ADD COLUMN recorded_branch text;
ALTER TABLE relationship_end ADD COLUMN ended_branch text;

CREATE OR REPLACE VIEW relationship_view AS
SELECT r.id, r.public_id, r.holder_id, r.subject_id, r.type, r.share, r.means, r.since,
  least(e.until, r.until) AS until, r.source, r.reference, r.stated, r.fact, r.recorded_at, r.recorded_by_kind,
  r.recorded_by_id, r.recorded_by_name, e.reason AS end_reason, e.ended_at, e.ended_by_name,
  r.recorded_branch, e.ended_by_kind, e.ended_branch
FROM relationship r LEFT JOIN relationship_end e ON e.relationship_id = r.id;
