-- Scans of documents; the bytes are in the vault under the same id. Uploaded first, bound to a customer when one is
-- stored whose documents name them, and from then on kept, also when the document is replaced.
CREATE TABLE document_image (
  id uuid PRIMARY KEY REFERENCES vault_object,
  media_type text NOT NULL,
  size integer NOT NULL CHECK (size > 0),
  uploaded_at timestamptz NOT NULL,
  uploader_kind text NOT NULL,
  uploader_id text NOT NULL,
  customer_id bigint REFERENCES customer,
  bound_at timestamptz,
  CHECK ((customer_id IS NULL) = (bound_at IS NULL))
);
CREATE INDEX document_image_loose ON document_image (uploaded_at) WHERE customer_id IS NULL;
CREATE INDEX document_image_customer ON document_image (customer_id, uploaded_at, id) WHERE customer_id IS NOT NULL;

-- The law wants the copies kept as long as the customer's record: nobody takes one away by a mistake in the code.
CREATE FUNCTION keep_bound_image() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.customer_id IS NOT NULL THEN
      RAISE EXCEPTION 'an image of a customer is kept: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN OLD;
  END IF;
  IF OLD.customer_id IS NOT NULL AND NEW.customer_id IS NULL THEN
    RAISE EXCEPTION 'an image of a customer is kept: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER document_image_kept BEFORE DELETE OR UPDATE OF customer_id ON document_image
  FOR EACH ROW EXECUTE FUNCTION keep_bound_image();
