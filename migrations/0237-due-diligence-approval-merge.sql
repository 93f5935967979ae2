-- What was asked and decided about a merged record counts for the kept one: it keeps its order there, after what was
-- known of the kept one before.
ALTER TABLE senior_approval ADD COLUMN merged_from bigint REFERENCES customer;
