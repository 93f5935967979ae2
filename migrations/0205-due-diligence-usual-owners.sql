-- What the usual rules find is kept and numbered by itself: a branch sees that only, so that neither stronger measures
-- nor a level of risk show in a number, an owner or a day. `usual` is null where it is the result itself.
ALTER TABLE beneficial_owner_determination
  ADD COLUMN usual_version integer,
  ADD COLUMN usual jsonb CHECK (jsonb_typeof(usual) = 'object');
UPDATE beneficial_owner_determination SET usual_version = version;
ALTER TABLE beneficial_owner_determination ALTER COLUMN usual_version SET NOT NULL;

-- By which rules somebody is an owner: by both alike, or one row for each.
ALTER TABLE beneficial_owner
  ADD COLUMN rules text NOT NULL DEFAULT 'both' CHECK (rules IN ('both', 'usual', 'stronger')),
  DROP CONSTRAINT beneficial_owner_pkey,
  ADD PRIMARY KEY (customer_id, version, party_id, rules);
ALTER TABLE beneficial_owner ALTER COLUMN rules DROP DEFAULT;

-- Null while the usual rules were not asked yet.
ALTER TABLE beneficial_owner_subject
  ADD COLUMN usual_version integer NOT NULL DEFAULT 0 CHECK (usual_version >= 0),
  ADD COLUMN usual_digest text COLLATE "C";
UPDATE beneficial_owner_subject SET usual_version = version, usual_digest = digest;
UPDATE beneficial_owner_subject s SET stale = true,
  usual_digest = CASE WHEN m.measure = 'stronger' THEN NULL ELSE s.usual_digest END
FROM customer c LEFT JOIN LATERAL (
  SELECT measure FROM beneficial_owner_measure WHERE customer_id = c.id ORDER BY id DESC LIMIT 1) m ON true
WHERE c.id = s.customer_id AND (c.risk_level IS NOT NULL OR m.measure = 'stronger');

CREATE OR REPLACE VIEW beneficial_owner_view AS
SELECT o.customer_id, o.party_id, o.basis, o.share, o.version, d.as_of, d.computed_at
FROM beneficial_owner_subject s
  JOIN beneficial_owner o ON o.customer_id = s.customer_id AND o.version = s.version AND o.rules <> 'usual'
  JOIN beneficial_owner_determination d ON d.customer_id = s.customer_id AND d.version = s.version;

CREATE OR REPLACE VIEW beneficial_owner_determination_view AS
SELECT d.customer_id, d.version, d.as_of, d.computed_at, d.result ->> 'outcome' AS outcome,
  (SELECT count(*)::integer FROM beneficial_owner o
   WHERE o.customer_id = d.customer_id AND o.version = d.version AND o.rules <> 'usual') AS owners
FROM beneficial_owner_determination d;

-- The same two as a branch sees them.
CREATE VIEW usual_owner_determination_view AS
SELECT DISTINCT ON (d.customer_id, d.usual_version) d.customer_id, d.usual_version AS version, d.as_of, d.computed_at,
  (SELECT count(*)::integer FROM beneficial_owner o
   WHERE o.customer_id = d.customer_id AND o.version = d.version AND o.rules <> 'stronger') AS owners
FROM beneficial_owner_determination d
ORDER BY d.customer_id, d.usual_version, d.version;

CREATE VIEW usual_owner_view AS
SELECT o.customer_id, o.party_id, o.basis, o.share,
  (SELECT min(d.as_of) FROM beneficial_owner_determination d
   WHERE d.customer_id = s.customer_id AND d.usual_version = s.usual_version) AS as_of
FROM beneficial_owner_subject s
  JOIN beneficial_owner o ON o.customer_id = s.customer_id AND o.version = s.version AND o.rules <> 'stronger';
