-- A customer's objection to a measure as it came in. Never changed: what becomes of one is in its events.
CREATE TABLE objection (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  customer_id bigint NOT NULL REFERENCES customer,
  received_on date NOT NULL,
  channel text NOT NULL,
  text text NOT NULL,
  -- Written down at a branch, and so readable there.
  front_line boolean NOT NULL,
  restriction_id uuid REFERENCES restriction (public_id),
  basic_services text[] NOT NULL,
  due_on date NOT NULL CHECK (due_on >= received_on),
  rules_version integer NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL
);

CREATE TABLE objection_event (
  objection_id bigint NOT NULL REFERENCES objection,
  position integer NOT NULL CHECK (position >= 1),
  kind text NOT NULL CHECK (kind IN ('proposed', 'approved', 'returned')),
  at timestamptz NOT NULL,
  on_day date NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  decision text CHECK (decision IN ('upheld', 'rejected', 'partly')),
  -- For compliance only.
  reason text,
  answer_text text,
  note text,
  PRIMARY KEY (objection_id, position),
  CHECK ((kind = 'proposed') = (decision IS NOT NULL AND reason IS NOT NULL AND answer_text IS NOT NULL))
);

-- What the events come to, and whose it is since customers may be merged.
CREATE TABLE objection_state (
  objection_id bigint PRIMARY KEY REFERENCES objection,
  customer_id bigint NOT NULL REFERENCES customer,
  due_on date NOT NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'proposed', 'answered')),
  version integer NOT NULL DEFAULT 0
);
CREATE INDEX objection_customer ON objection_state (customer_id, objection_id);
CREATE INDEX objection_due ON objection_state (due_on, objection_id);
CREATE INDEX objection_status ON objection_state (status, due_on, objection_id);

CREATE VIEW objection_view AS
SELECT o.id, o.public_id, s.customer_id, o.received_on, s.due_on, s.status, o.recorded_at
FROM objection o JOIN objection_state s ON s.objection_id = o.id;
