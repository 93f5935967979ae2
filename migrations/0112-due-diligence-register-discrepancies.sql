-- What a register said of the owners of a customer on a day, held against what the bank found. Append only.
CREATE TABLE register_comparison (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  customer_id bigint NOT NULL REFERENCES customer,
  register text NOT NULL,
  queried_on date NOT NULL,
  -- The determination it was held against; null where the bank had found nothing yet.
  version integer,
  registered jsonb NOT NULL CHECK (jsonb_typeof(registered) = 'array'),
  differences jsonb NOT NULL CHECK (jsonb_typeof(differences) = 'array'),
  material boolean NOT NULL,
  compared_at timestamptz NOT NULL,
  compared_by_kind text NOT NULL,
  compared_by_id text NOT NULL,
  compared_by_name text NOT NULL
);
CREATE INDEX register_comparison_customer ON register_comparison (customer_id, id);

-- A difference that was found, with its clock. One at a time for a customer and a register; the status follows from
-- the events.
CREATE TABLE register_discrepancy (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  customer_id bigint NOT NULL REFERENCES customer,
  register text NOT NULL,
  comparison_id bigint NOT NULL REFERENCES register_comparison,
  found_on date NOT NULL,
  due_on date NOT NULL CHECK (due_on >= found_on),
  -- Whether a holiday notice on the way to the due day is still to come.
  estimated boolean NOT NULL,
  material boolean NOT NULL,
  status text NOT NULL DEFAULT 'found'
    CHECK (status IN ('found', 'reminded', 'corrected', 'reported', 'explained'))
);
CREATE UNIQUE INDEX register_discrepancy_open ON register_discrepancy (customer_id, register)
  WHERE status IN ('found', 'reminded');
CREATE INDEX register_discrepancy_due ON register_discrepancy (due_on, id);
CREATE INDEX register_discrepancy_status ON register_discrepancy (status, due_on, id);

CREATE TABLE register_discrepancy_event (
  discrepancy_id bigint NOT NULL REFERENCES register_discrepancy,
  position integer NOT NULL CHECK (position >= 1),
  kind text NOT NULL
    CHECK (kind IN ('found', 'compared', 'noted', 'reminded', 'corrected', 'reported', 'explained')),
  text text,
  comparison_id bigint REFERENCES register_comparison,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  PRIMARY KEY (discrepancy_id, position)
);
