-- For whom these were written, while they count for the customer that one was merged into.
ALTER TABLE notice ADD COLUMN merged_from bigint REFERENCES customer;
ALTER TABLE contact_preference ADD COLUMN merged_from bigint REFERENCES customer;
ALTER TABLE contact_log ADD COLUMN merged_from bigint REFERENCES customer;
ALTER TABLE verification ADD COLUMN merged_from bigint REFERENCES customer;
ALTER TABLE referral ADD COLUMN merged_from bigint REFERENCES customer;
ALTER TABLE beneficial_owner_measure ADD COLUMN merged_from bigint REFERENCES customer;
