-- What the registered facts lack, by the codes of rules/due-diligence/requirements.json, as it was when they were last
-- stored: to find customers by it. Null until judged; a job sees to those of before. What comes by time is not in it.
ALTER TABLE customer ADD COLUMN finding_codes text[];
CREATE INDEX customer_finding_codes ON customer USING gin (finding_codes) WHERE finding_codes <> '{}';
CREATE INDEX customer_unjudged ON customer (id) WHERE finding_codes IS NULL;
