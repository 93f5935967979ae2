-- What keeps a relationship waiting for someone senior, and what was decided. Append only; the last event holds.
CREATE TABLE senior_approval (
  customer_id bigint NOT NULL REFERENCES customer,
  position integer NOT NULL CHECK (position >= 1),
  public_id uuid NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('asked', 'approved', 'refused')),
  -- Why it is needed, by the codes of rules/due-diligence/requirements.json.
  grounds text[] NOT NULL CHECK (cardinality(grounds) > 0),
  reason text,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  PRIMARY KEY (customer_id, position),
  CHECK (kind = 'asked' OR reason IS NOT NULL)
);
CREATE INDEX senior_approval_asked ON senior_approval (customer_id) WHERE kind = 'asked';

-- Who verified a customer, when, why and how, and what came of it. Append only.
CREATE TABLE verification (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  customer_id bigint NOT NULL REFERENCES customer,
  verified_at timestamptz NOT NULL,
  verified_on date NOT NULL,
  reason text NOT NULL,
  method text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('confirmed', 'failed', 'refused-by-customer')),
  documents jsonb NOT NULL CHECK (jsonb_typeof(documents) = 'array'),
  -- References of images, scans and queries in the archive.
  evidence jsonb NOT NULL CHECK (jsonb_typeof(evidence) = 'array'),
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL
);
CREATE INDEX verification_customer ON verification (customer_id, id);
CREATE VIEW verification_view AS
SELECT id, public_id, customer_id, verified_at, verified_on, reason, method, outcome, actor_kind, actor_id
FROM verification;

-- A suspicion of the front line. Written once; read by those who decide about alerts, never by a branch.
CREATE TABLE referral (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  customer_id bigint NOT NULL REFERENCES customer,
  alert_id uuid NOT NULL UNIQUE,
  text text NOT NULL CHECK (text <> ''),
  branch text,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL
);
CREATE INDEX referral_customer ON referral (customer_id, id);
