-- Whose facts were found on a list, while the match counts for the customer that one was merged into.
ALTER TABLE screening_match ADD COLUMN merged_from bigint REFERENCES customer;
