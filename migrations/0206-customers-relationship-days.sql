-- The days on which a relationship begins or ends, and when that was stated: a day that lay ahead then changes who owns
-- whom without anybody doing anything.
CREATE INDEX relationship_since ON relationship (since);
CREATE INDEX relationship_until ON relationship (until) WHERE until IS NOT NULL;
CREATE INDEX relationship_end_until ON relationship_end (until);

CREATE VIEW relationship_day_view AS
SELECT r.holder_id, r.subject_id, r.type, r.since AS day, r.recorded_at AS stated_at FROM relationship r
UNION ALL
SELECT r.holder_id, r.subject_id, r.type, r.until, r.recorded_at FROM relationship r WHERE r.until IS NOT NULL
UNION ALL
SELECT r.holder_id, r.subject_id, r.type, e.until, e.ended_at
FROM relationship_end e JOIN relationship r ON r.id = e.relationship_id;
