-- How far the watch over the base has come: alerts by time, sweeps over all customers by key.
CREATE TABLE risk_watch (
  name text PRIMARY KEY,
  seen_to timestamptz NOT NULL DEFAULT '-infinity',
  -- Of what the sweep began for; another digest begins a new one.
  digest bytea,
  -- The last customer the sweep rated; null when it is through.
  position bigint
);
-- Versions of alerts noticed already, as long as they are newer than the watch.
CREATE TABLE risk_alert_seen (
  alert_id bigint NOT NULL,
  version integer NOT NULL,
  PRIMARY KEY (alert_id, version)
);

-- What a version would change, computed over the whole base before anybody approves it.
CREATE TABLE risk_preview (
  id uuid PRIMARY KEY,
  model_id text NOT NULL,
  version integer NOT NULL,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'completed')),
  -- Customers up to this key are counted; moved in the transaction that counts them.
  position bigint NOT NULL DEFAULT 0,
  customers integer NOT NULL DEFAULT 0,
  expected integer NOT NULL,
  created_at timestamptz NOT NULL,
  maker_id text NOT NULL,
  maker_name text NOT NULL,
  finished_at timestamptz,
  FOREIGN KEY (model_id, version) REFERENCES risk_model_version
);
CREATE INDEX risk_preview_version ON risk_preview (model_id, version, created_at);
CREATE INDEX risk_preview_due ON risk_preview (created_at) WHERE state <> 'completed';
CREATE TABLE risk_preview_cell (
  preview_id uuid NOT NULL REFERENCES risk_preview,
  branch text NOT NULL,
  before_level text NOT NULL,
  after_level text NOT NULL,
  customers integer NOT NULL,
  PRIMARY KEY (preview_id, branch, before_level, after_level)
);
CREATE TABLE risk_preview_move (
  preview_id uuid NOT NULL REFERENCES risk_preview,
  customer_id bigint NOT NULL,
  branch text NOT NULL,
  before_level text NOT NULL,
  after_level text NOT NULL,
  before_total numeric(5, 2) NOT NULL,
  after_total numeric(5, 2) NOT NULL,
  PRIMARY KEY (preview_id, customer_id)
);
