-- Answers kept for repeated requests, in the transaction of the effect they describe.
CREATE TABLE idempotency_key (
  scope text NOT NULL,
  key text NOT NULL,
  body_digest bytea NOT NULL,
  created_at timestamptz NOT NULL,
  status integer,
  answer jsonb,
  PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_key_created_at ON idempotency_key (created_at);

-- Background work: who holds the lease, what ran, what is due.
CREATE TABLE job (
  name text PRIMARY KEY,
  due_at timestamptz NOT NULL,
  lease_owner uuid,
  lease_until timestamptz,
  generation bigint NOT NULL DEFAULT 0,
  started_at timestamptz,
  finished_at timestamptz,
  failures integer NOT NULL DEFAULT 0,
  last_error text
);

-- Messages to other systems, stored with the fact and delivered after it.
CREATE TABLE outbox_message (
  id uuid PRIMARY KEY,
  topic text NOT NULL,
  payload jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  due_at timestamptz NOT NULL,
  delivered_at timestamptz,
  dead_at timestamptz,
  last_error text
);
CREATE INDEX outbox_message_due ON outbox_message (due_at) WHERE delivered_at IS NULL AND dead_at IS NULL;
