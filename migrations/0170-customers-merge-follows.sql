-- For whom an image was sent, while it counts for the customer that one was merged into.
ALTER TABLE document_image ADD COLUMN merged_from bigint REFERENCES customer;

-- Between which parties a relationship was stated, while it counts for the parties of kept customers.
ALTER TABLE relationship
  ADD COLUMN holder_from bigint REFERENCES party,
  ADD COLUMN subject_from bigint REFERENCES party;
CREATE INDEX relationship_holder_from ON relationship (holder_from) WHERE holder_from IS NOT NULL;
CREATE INDEX relationship_subject_from ON relationship (subject_from) WHERE subject_from IS NOT NULL;
