-- For whom an event was recorded, while it counts for the customer that one was merged into.
ALTER TABLE customer_event ADD COLUMN merged_from bigint REFERENCES customer;
