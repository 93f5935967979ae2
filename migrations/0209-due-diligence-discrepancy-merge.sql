-- For whom a difference with a register was found, while it counts for the customer that one was merged into.
ALTER TABLE register_discrepancy ADD COLUMN merged_from bigint REFERENCES customer;
