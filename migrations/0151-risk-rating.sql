-- Models by which customers are rated. What a version says is never edited; only its way to approval changes.
CREATE TABLE risk_model_version (
  model_id text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  definition jsonb NOT NULL CHECK (jsonb_typeof(definition) = 'object'),
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  status text NOT NULL CHECK (status IN ('draft', 'submitted', 'active', 'retired', 'refused')),
  note text NOT NULL DEFAULT '',
  made_at timestamptz NOT NULL,
  maker_id text NOT NULL,
  maker_name text NOT NULL,
  submitted_at timestamptz,
  decided_at timestamptz,
  decider_id text,
  decider_name text,
  comment text,
  PRIMARY KEY (model_id, version),
  CHECK (decider_id IS DISTINCT FROM maker_id OR maker_id = 'system')
);
CREATE UNIQUE INDEX risk_model_active ON risk_model_version (model_id) WHERE status = 'active';

-- Every rating there ever was. Items hold what each gave; the version of the model says why in words.
CREATE TABLE risk_rating (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customer,
  rated_at timestamptz NOT NULL,
  rated_on date NOT NULL,
  trigger text NOT NULL,
  model_id text NOT NULL,
  model_version integer NOT NULL,
  facts_digest bytea NOT NULL CHECK (octet_length(facts_digest) = 32),
  total numeric(5, 2) NOT NULL CHECK (total BETWEEN 0 AND 100),
  machine_level text NOT NULL,
  final_level text NOT NULL,
  items jsonb NOT NULL CHECK (jsonb_typeof(items) = 'array'),
  rules jsonb NOT NULL CHECK (jsonb_typeof(rules) = 'array'),
  override_id uuid,
  review_on date NOT NULL,
  FOREIGN KEY (model_id, model_version) REFERENCES risk_model_version
);
CREATE INDEX risk_rating_customer ON risk_rating (customer_id, id);
CREATE TRIGGER risk_rating_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON risk_rating
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A level that a person wants other than the machine's, and what another person decided about it.
CREATE TABLE risk_override (
  id uuid PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customer,
  level text NOT NULL,
  machine_level text NOT NULL,
  reason text NOT NULL,
  status text NOT NULL DEFAULT 'awaiting-approval'
    CHECK (status IN ('awaiting-approval', 'in-force', 'refused', 'ended')),
  -- What the machine said when it was approved.
  judged_at_level text,
  expires_on date,
  made_at timestamptz NOT NULL,
  maker_id text NOT NULL,
  maker_name text NOT NULL,
  decided_at timestamptz,
  decider_id text,
  decider_name text,
  comment text,
  ended_at timestamptz,
  end_reason text CHECK (end_reason IN ('expired', 'machine-rose', 'set-by-law', 'level-gone', 'replaced', 'closed')),
  CHECK (decider_id IS DISTINCT FROM maker_id),
  CHECK (status <> 'in-force' OR expires_on IS NOT NULL AND judged_at_level IS NOT NULL AND decided_at IS NOT NULL),
  CHECK ((status = 'ended') = (ended_at IS NOT NULL))
);
CREATE UNIQUE INDEX risk_override_pending ON risk_override (customer_id) WHERE status = 'awaiting-approval';
CREATE UNIQUE INDEX risk_override_in_force ON risk_override (customer_id) WHERE status = 'in-force';
CREATE INDEX risk_override_customer ON risk_override (customer_id, made_at);
CREATE INDEX risk_override_status ON risk_override (status, made_at, id);

-- How each customer stands: the newest rating, or by when the first one is due.
CREATE TABLE risk_standing (
  customer_id bigint PRIMARY KEY REFERENCES customer,
  first_due_on date NOT NULL,
  rating_id bigint REFERENCES risk_rating,
  model_id text,
  model_version integer,
  machine_level text,
  final_level text,
  review_on date,
  override_id uuid REFERENCES risk_override,
  CHECK ((rating_id IS NULL) = (final_level IS NULL))
);
CREATE INDEX risk_standing_unrated ON risk_standing (first_due_on, customer_id) WHERE rating_id IS NULL;
CREATE INDEX risk_standing_review ON risk_standing (review_on, customer_id) WHERE review_on IS NOT NULL;
CREATE INDEX risk_standing_model ON risk_standing (model_id, model_version, customer_id) INCLUDE (final_level);

-- Who is to be rated again, and why; a customer stands here once.
CREATE TABLE risk_request (
  customer_id bigint PRIMARY KEY REFERENCES customer,
  trigger text NOT NULL,
  requested_at timestamptz NOT NULL
);

CREATE VIEW risk_rating_view AS
SELECT id, customer_id, rated_at, rated_on, trigger, model_id, model_version, total, machine_level, final_level, review_on
FROM risk_rating;
CREATE VIEW risk_standing_view AS
SELECT customer_id, first_due_on, rating_id, model_id, model_version, machine_level, final_level, review_on, override_id
FROM risk_standing;
