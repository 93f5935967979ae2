-- A report to the regulator. What it says is frozen in report_customer and report_record when it is made; only its
-- way through approval and submission changes, and every step is an event.
CREATE TABLE report (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('large-value', 'suspicious', 'correction', 'deletion', 'continuing', 'supplement')),
  status text NOT NULL CHECK (status IN ('draft', 'approved', 'submitted', 'accepted', 'correction-requested', 'rejected')),
  business_date date,
  due_on date NOT NULL,
  due_on_estimated boolean NOT NULL,
  form_name text NOT NULL,
  form_version text NOT NULL,
  institution_code text NOT NULL,
  institution_name text NOT NULL,
  summary jsonb NOT NULL CHECK (jsonb_typeof(summary) = 'object'),
  findings jsonb NOT NULL CHECK (jsonb_typeof(findings) = 'array'),
  -- How many of the findings forbid approval.
  error_count integer NOT NULL CHECK (error_count >= 0),
  created_at timestamptz NOT NULL,
  maker_id text NOT NULL,
  maker_name text NOT NULL,
  approved_at timestamptz,
  approver_id text,
  approver_name text,
  submitted_at timestamptz,
  submitter_id text,
  submitter_name text,
  CHECK (kind <> 'large-value' OR business_date IS NOT NULL),
  CHECK ((approved_at IS NULL) = (approver_id IS NULL) AND (submitted_at IS NULL) = (submitter_id IS NULL)),
  CHECK (status = 'draft' OR approved_at IS NOT NULL),
  CHECK (status IN ('draft', 'approved') OR submitted_at IS NOT NULL),
  CHECK (approver_id IS DISTINCT FROM maker_id),
  CHECK (status = 'draft' OR error_count = 0)
);
CREATE INDEX report_listed ON report (business_date DESC, id DESC);
CREATE INDEX report_due ON report (due_on, id) WHERE status IN ('draft', 'approved');

CREATE TABLE report_event (
  report_id bigint NOT NULL REFERENCES report,
  position integer NOT NULL,
  event text NOT NULL CHECK (event IN ('created', 'approved', 'submitted')),
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  PRIMARY KEY (report_id, position)
);

-- What the message says of each customer, in the codes of the form.
CREATE TABLE report_customer (
  report_id bigint NOT NULL REFERENCES report,
  position integer NOT NULL,
  snapshot jsonb NOT NULL CHECK (jsonb_typeof(snapshot) = 'object'),
  PRIMARY KEY (report_id, position)
);

-- One row per reported transaction and class, under the key the regulator knows it by (CSNM, HTDT, CRCD, TICD).
CREATE TABLE report_record (
  report_id bigint NOT NULL REFERENCES report,
  customer_number text COLLATE "C" NOT NULL,
  business_date date NOT NULL,
  feature text NOT NULL,
  business_id text COLLATE "C" NOT NULL,
  customer_id bigint NOT NULL,
  booked_at timestamptz NOT NULL,
  ledger_id bigint NOT NULL,
  -- What was left of the movement when the report was made.
  amount numeric(20, 4) NOT NULL,
  PRIMARY KEY (report_id, customer_number, business_date, feature, business_id)
);
CREATE INDEX report_record_customer ON report_record (customer_id, booked_at);

-- Keys in approved reports: that nothing is reported twice is this primary key, whoever approves at the same time.
CREATE TABLE reported_key (
  customer_number text COLLATE "C" NOT NULL,
  business_date date NOT NULL,
  feature text NOT NULL,
  business_id text COLLATE "C" NOT NULL,
  report_id bigint NOT NULL REFERENCES report,
  PRIMARY KEY (business_date, customer_number, feature, business_id)
);

CREATE TABLE report_file (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  report_id bigint NOT NULL REFERENCES report,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('message', 'package', 'print')),
  media_type text NOT NULL,
  sha256 bytea NOT NULL CHECK (octet_length(sha256) = 32),
  size bigint NOT NULL CHECK (size >= 0),
  -- Records in a message.
  records integer CHECK (records > 0),
  created_at timestamptz NOT NULL,
  UNIQUE (report_id, name)
);
-- Two messages may never bear the same name.
CREATE UNIQUE INDEX report_file_message ON report_file (name) WHERE role IN ('message', 'package');

-- Contents in pieces, so that a download never holds a whole file in memory.
CREATE TABLE report_file_part (
  file_id bigint NOT NULL REFERENCES report_file,
  position integer NOT NULL,
  content bytea NOT NULL,
  PRIMARY KEY (file_id, position)
);

-- Numbers of messages begin at 1 every day and are never given twice; the row is locked until the giver commits.
CREATE TABLE report_number (
  series text NOT NULL,
  day date NOT NULL,
  last integer NOT NULL CHECK (last BETWEEN 1 AND 99999999),
  PRIMARY KEY (series, day)
);

-- What other modules may read.
CREATE VIEW report_view AS
SELECT id, public_id, kind, status, business_date, due_on, due_on_estimated, created_at, approved_at, submitted_at FROM report;
CREATE VIEW report_record_view AS
SELECT r.report_id, p.status, r.customer_number, r.business_date, r.feature, r.business_id, r.customer_id, r.booked_at, r.ledger_id
FROM report_record r JOIN report p ON p.id = r.report_id;
