-- What staff put into words about a suspicion is sealed in the vault's way: a copy of this database says nothing.
ALTER TABLE referral ALTER COLUMN text DROP NOT NULL;
ALTER TABLE referral ADD COLUMN sealed_text text;
ALTER TABLE referral ADD CONSTRAINT referral_text_once CHECK ((text IS NULL) <> (sealed_text IS NULL));
-- Those of before, which a job seals.
CREATE INDEX referral_plain ON referral (id) WHERE text IS NOT NULL;
CREATE FUNCTION only_seal_referral() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.text IS NULL OR NEW.text IS NOT NULL THEN
    RAISE EXCEPTION 'a referral is sealed once and never changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER referral_only_sealed BEFORE UPDATE OF text, sealed_text ON referral
  FOR EACH ROW EXECUTE FUNCTION only_seal_referral();

-- Business that was attempted and refused for want of a known person. Append only; read by those who decide about
-- alerts, never by a branch.
CREATE TABLE refused_attempt (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  alert_id uuid NOT NULL UNIQUE,
  -- By the codes of rules/due-diligence/refused-attempts.json.
  ground text NOT NULL,
  customer_id bigint REFERENCES customer,
  merged_from bigint REFERENCES customer,
  -- Whether that customer is the person who was refused, or the one whose name or document was used.
  customer_is text CHECK (customer_is IN ('applicant', 'impersonated')),
  branch text,
  -- Who the person claimed to be, what was shown, asked for and seen; null where the requirements refused a name.
  sealed_account text,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  CHECK ((customer_id IS NULL) = (customer_is IS NULL))
);
CREATE INDEX refused_attempt_customer ON refused_attempt (customer_id, id) WHERE customer_id IS NOT NULL;

-- A refusal that was a mistake, said by someone else.
CREATE TABLE refused_attempt_reversal (
  attempt_id bigint PRIMARY KEY REFERENCES refused_attempt,
  reason text NOT NULL CHECK (reason <> ''),
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL
);

-- Scans kept as evidence of such an attempt: no customer's, and not removed as loose.
CREATE TABLE refused_attempt_image (
  image_id uuid PRIMARY KEY REFERENCES document_image,
  attempt_id bigint NOT NULL REFERENCES refused_attempt
);
CREATE INDEX refused_attempt_image_attempt ON refused_attempt_image (attempt_id);
