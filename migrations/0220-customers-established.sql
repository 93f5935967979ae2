-- Since when somebody is a customer whom the bank serves. Whoever is newly found on a list and was served before keeps
-- the status: the branch must not see it change by itself.
ALTER TABLE customer ADD COLUMN established_at timestamptz DEFAULT '2000-01-01T00:00:00Z';
ALTER TABLE customer ALTER COLUMN established_at DROP DEFAULT;
UPDATE customer SET established_at = NULL WHERE status = 'pending';

-- Compared with the running transaction only: who becomes active and is held back in the same one never was.
CREATE FUNCTION note_established() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.status = 'active' THEN
    NEW.established_at := coalesce(NEW.established_at, transaction_timestamp());
  ELSIF NEW.established_at = transaction_timestamp() THEN
    NEW.established_at := NULL;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER customer_established BEFORE INSERT OR UPDATE OF status ON customer
  FOR EACH ROW EXECUTE FUNCTION note_established();

CREATE VIEW customer_established_view AS SELECT id, established_at FROM customer;
