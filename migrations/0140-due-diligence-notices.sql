-- Notices to customers. What was said is written once; where it stands follows from its send log.
CREATE TABLE notice (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  customer_id bigint NOT NULL REFERENCES customer (id),
  -- Whose to-do it is when nothing electronic reaches the customer.
  branch text COLLATE "C",
  template text NOT NULL,
  template_version integer NOT NULL,
  -- The bank's own wording it was made with; null for the one that was shipped.
  wording integer,
  language text NOT NULL CHECK (language IN ('zh', 'en')),
  -- No cause can be an alert, a case, a report or a list match.
  cause_kind text NOT NULL CHECK (cause_kind IN ('day', 'document', 'requirement', 'review-task', 'campaign',
    'restriction', 'objection', 'discrepancy', 'request')),
  cause_id text NOT NULL,
  step text NOT NULL DEFAULT '',
  -- What each channel would say, filled in with masked data.
  texts jsonb NOT NULL,
  channel_order text[] NOT NULL,
  ordered_by_kind text NOT NULL,
  ordered_by_id text NOT NULL,
  queued_at timestamptz NOT NULL,
  -- From here on: the projection of notice_attempt, and who works on it now.
  status text NOT NULL CHECK (status IN ('queued', 'waiting', 'sent', 'letter', 'handed-over', 'failed')),
  channel text CHECK (channel IN ('sms', 'email', 'letter')),
  shown text,
  reason text,
  tries integer NOT NULL DEFAULT 0,
  sent_at timestamptz,
  changed_at timestamptz NOT NULL,
  claim uuid,
  claimed_until timestamptz,
  UNIQUE (customer_id, template, cause_kind, cause_id, step)
);
CREATE INDEX notice_newest ON notice (queued_at DESC, id DESC);
CREATE INDEX notice_customer ON notice (customer_id, queued_at DESC, id DESC);
CREATE INDEX notice_branch ON notice (branch, queued_at DESC, id DESC);
CREATE INDEX notice_status ON notice (status, queued_at DESC, id DESC);
CREATE INDEX notice_branch_status ON notice (branch, status, queued_at DESC, id DESC);
CREATE INDEX notice_waiting ON notice (channel, id) WHERE status = 'waiting';

-- The send log: append only. The address is masked, the answer freed of addresses.
CREATE TABLE notice_attempt (
  notice_id bigint NOT NULL REFERENCES notice,
  sequence integer NOT NULL CHECK (sequence >= 1),
  at timestamptz NOT NULL,
  kind text NOT NULL CHECK (kind IN ('queued', 'waiting', 'started', 'sent', 'deferred', 'unreachable', 'refused',
    'unknown', 'returned', 'letter', 'handed-over', 'failed', 'retried')),
  channel text CHECK (channel IN ('sms', 'email', 'letter')),
  shown text,
  position integer,
  code text,
  answer text,
  provider_id text,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  PRIMARY KEY (notice_id, sequence)
);

-- The bank's own wording of a shipped template; the newest approved one is used.
CREATE TABLE notice_wording (
  template text NOT NULL,
  version integer NOT NULL CHECK (version >= 1),
  texts jsonb NOT NULL,
  made_by text NOT NULL,
  made_by_name text NOT NULL,
  made_at timestamptz NOT NULL,
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'approved', 'refused')),
  decided_by text CHECK (decided_by <> made_by),
  decided_by_name text,
  decided_at timestamptz,
  PRIMARY KEY (template, version),
  CHECK ((status = 'draft') = (decided_by IS NULL))
);

-- What a customer wants and does not want, as said; the newest line for each channel holds. Append only.
CREATE TABLE contact_preference (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customer (id),
  at timestamptz NOT NULL,
  channel text CHECK (channel IN ('sms', 'email')),
  allowed boolean,
  language text CHECK (language IN ('zh', 'en')),
  how text NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  CHECK ((channel IS NULL) = (allowed IS NULL)),
  CHECK (channel IS NOT NULL OR language IS NOT NULL)
);
CREATE INDEX contact_preference_channel ON contact_preference (customer_id, channel, id DESC);

-- What the bank and a customer said to each other. Append only.
CREATE TABLE contact_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  customer_id bigint NOT NULL REFERENCES customer (id),
  at timestamptz NOT NULL,
  channel text NOT NULL,
  subject text NOT NULL,
  outcome text NOT NULL,
  text text NOT NULL,
  -- Written at a branch: only such lines are shown there.
  front_line boolean NOT NULL,
  recorded_at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL
);
CREATE INDEX contact_log_customer ON contact_log (customer_id, at DESC, public_id DESC);

-- What other modules may read.
CREATE VIEW notice_view AS
SELECT id, public_id, customer_id, template, step, language, cause_kind, cause_id, queued_at, status, channel, shown,
  sent_at, changed_at
FROM notice;
CREATE VIEW contact_log_view AS
SELECT id, public_id, customer_id, at, channel, subject, outcome, front_line, actor_name FROM contact_log;
