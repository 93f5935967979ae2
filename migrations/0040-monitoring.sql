-- Rules as they stood; a version is never edited.
CREATE TABLE rule_version (
  rule_id text NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL,
  definition jsonb NOT NULL,
  digest bytea NOT NULL,
  status text NOT NULL CHECK (status IN ('draft', 'submitted', 'active', 'retired')),
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (rule_id, version)
);

CREATE TYPE alert_kind AS ENUM ('large-value', 'suspicious', 'screening', 'due-diligence', 'operational');
CREATE TYPE alert_status AS ENUM ('open', 'in-review', 'excluded', 'escalated', 'withdrawn');

-- One alert per rule, subject and episode; the unique constraint is what makes it one.
CREATE TABLE alert (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  kind alert_kind NOT NULL,
  rule_id text NOT NULL,
  rule_version integer NOT NULL,
  customer_id bigint REFERENCES customer (id),
  as_of date NOT NULL,
  direction direction,
  episode text NOT NULL,
  severity text NOT NULL CHECK (severity IN ('low', 'medium', 'high', 'critical')),
  status alert_status NOT NULL DEFAULT 'open',
  measures jsonb NOT NULL,
  explanation jsonb NOT NULL,
  due_on date,
  due_on_estimated boolean NOT NULL DEFAULT false,
  assignee uuid,
  raised_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1,
  UNIQUE NULLS NOT DISTINCT (rule_id, customer_id, episode)
);
CREATE INDEX alert_queue ON alert (status, due_on, id);
CREATE INDEX alert_customer ON alert (customer_id, as_of);
CREATE INDEX alert_day ON alert (as_of, kind);

-- The evidence: what counted, as it was then. Rows are added and, when netted away, marked; never removed.
CREATE TABLE alert_transaction (
  alert_id bigint NOT NULL REFERENCES alert (id),
  ledger_id bigint NOT NULL,
  customer_id bigint NOT NULL,
  booked_at timestamptz NOT NULL,
  source text NOT NULL,
  reference text NOT NULL,
  amount numeric(20, 4) NOT NULL,
  counted numeric NOT NULL,
  currency text NOT NULL,
  measure text NOT NULL,
  added_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  PRIMARY KEY (alert_id, ledger_id)
);
CREATE INDEX alert_transaction_ledger ON alert_transaction (ledger_id);

CREATE VIEW alert_view AS SELECT * FROM alert;
CREATE VIEW alert_transaction_view AS SELECT * FROM alert_transaction;

-- Which exemption a transaction uses under which rule, and whether suspicion has ended it.
CREATE TYPE exemption_state AS ENUM ('applied', 'lapsed');
CREATE TABLE exemption (
  customer_id bigint NOT NULL,
  ledger_id bigint NOT NULL,
  rule_id text NOT NULL,
  item smallint NOT NULL,
  state exemption_state NOT NULL DEFAULT 'applied',
  since timestamptz NOT NULL,
  PRIMARY KEY (customer_id, ledger_id, rule_id)
);
CREATE VIEW exemption_view AS SELECT * FROM exemption;
