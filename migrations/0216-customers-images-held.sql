-- Kept as evidence of what is no customer's: not removed as loose, seen by compliance only.
ALTER TABLE document_image ADD COLUMN held_at timestamptz;
ALTER TABLE document_image ADD CONSTRAINT document_image_held_or_bound CHECK (held_at IS NULL OR customer_id IS NULL);
DROP INDEX document_image_loose;
CREATE INDEX document_image_loose ON document_image (uploaded_at) WHERE customer_id IS NULL AND held_at IS NULL;
