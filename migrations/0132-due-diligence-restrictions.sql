-- Measures against a customer's services, as proposed. Never changed: what becomes of one is in its events.
CREATE TABLE restriction (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  customer_id bigint NOT NULL REFERENCES customer,
  -- [{code, parameters}]
  measures jsonb NOT NULL CHECK (jsonb_typeof(measures) = 'array'),
  -- Why: for compliance only.
  reason text NOT NULL,
  note text,
  -- What the customer can bring, in closed words: all that a branch is told.
  collect text[] NOT NULL,
  task_id uuid REFERENCES review_task (public_id),
  rules_version integer NOT NULL,
  proposed_on date NOT NULL,
  proposed_at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL
);
-- A task comes to a proposal of the system once, whoever runs the job at the same time.
CREATE UNIQUE INDEX restriction_of_task ON restriction (task_id) WHERE actor_kind = 'system';
CREATE INDEX restriction_task ON restriction (task_id) WHERE task_id IS NOT NULL;

CREATE TABLE restriction_event (
  restriction_id bigint NOT NULL REFERENCES restriction,
  position integer NOT NULL CHECK (position >= 1),
  kind text NOT NULL CHECK (kind IN ('approved', 'refused', 'withdrawn', 'lifted')),
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  note text,
  PRIMARY KEY (restriction_id, position)
);

-- What the events come to.
CREATE TABLE restriction_state (
  restriction_id bigint PRIMARY KEY REFERENCES restriction,
  customer_id bigint NOT NULL REFERENCES customer,
  status text NOT NULL DEFAULT 'proposed' CHECK (status IN ('proposed', 'in-force', 'refused', 'withdrawn', 'lifted')),
  in_force_from date,
  ended_on date,
  changed_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 0
);
CREATE INDEX restriction_customer ON restriction_state (customer_id, restriction_id);
CREATE INDEX restriction_changed ON restriction_state (changed_at, restriction_id);
CREATE INDEX restriction_status ON restriction_state (status, changed_at, restriction_id);

CREATE VIEW restriction_view AS
SELECT r.id, r.public_id, s.customer_id, r.measures, r.collect, s.status, s.in_force_from, s.ended_on, s.changed_at,
  r.proposed_on
FROM restriction r JOIN restriction_state s ON s.restriction_id = r.id;
