-- Whom an override was asked for, while it holds for the customer that one was merged into.
ALTER TABLE risk_override ADD COLUMN merged_from bigint REFERENCES customer;
