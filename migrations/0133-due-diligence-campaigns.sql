-- A drive to collect or check something of many customers by a day. What was asked never changes.
CREATE TABLE campaign (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  name text NOT NULL,
  criteria jsonb NOT NULL CHECK (jsonb_typeof(criteria) = 'object'),
  collect text[] NOT NULL,
  deadline date NOT NULL,
  created_on date NOT NULL,
  created_at timestamptz NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL
);

-- How far it is: tasks are made in batches, each a transaction that moves `position`.
CREATE TABLE campaign_state (
  campaign_id bigint PRIMARY KEY REFERENCES campaign,
  status text NOT NULL DEFAULT 'preparing' CHECK (status IN ('preparing', 'running', 'closed')),
  position bigint NOT NULL DEFAULT 0,
  targets integer NOT NULL DEFAULT 0,
  closed_at timestamptz,
  closed_by text,
  -- The counters as they were at the end.
  report jsonb
);
CREATE INDEX campaign_preparing ON campaign_state (campaign_id) WHERE status = 'preparing';
