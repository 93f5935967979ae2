-- The schema of a freshly migrated database, written from its catalogs by `npm run generate`. For reading and
-- comparing only: what counts are the files in migrations/.

CREATE EXTENSION pg_trgm;

CREATE TYPE alert_kind AS ENUM ('large-value', 'suspicious', 'screening', 'due-diligence', 'operational');

CREATE TYPE alert_status AS ENUM ('open', 'in-review', 'excluded', 'escalated', 'withdrawn');

CREATE TYPE customer_kind AS ENUM ('individual', 'organisation', 'sole-trader');

CREATE TYPE customer_status AS ENUM ('pending', 'active', 'restricted', 'refused', 'closed');

CREATE TYPE direction AS ENUM ('in', 'out');

CREATE TYPE exemption_state AS ENUM ('applied', 'lapsed');

CREATE TYPE payment_category AS ENUM ('normal', 'reversal', 'correction', 'interest', 'tax', 'fee', 'term-deposit-renewal', 'fx-trading', 'interbank-lending', 'interbank-bond', 'gold-exchange', 'internal-allocation', 'international-loan-onlending', 'international-loan-swap', 'other-exempt');

CREATE TYPE payment_channel AS ENUM ('counter', 'atm', 'online', 'mobile', 'pos', 'other');

CREATE TYPE payment_method AS ENUM ('cash', 'transfer', 'cheque', 'card', 'exchange', 'other');

CREATE TYPE payment_outcome AS ENUM ('completed', 'attempted', 'declined');

CREATE TABLE account (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  customer_id bigint NOT NULL,
  account_number text NOT NULL,
  type text NOT NULL,
  currency text NOT NULL,
  opened_on date NOT NULL,
  closed_on date,
  merged_from bigint,
  CONSTRAINT account_pkey PRIMARY KEY (id),
  CONSTRAINT account_account_number_check CHECK ((account_number <> ''::text)),
  CONSTRAINT account_account_number_key UNIQUE (account_number),
  CONSTRAINT account_check CHECK ((closed_on >= opened_on)),
  CONSTRAINT account_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT account_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT account_merged_from_fkey FOREIGN KEY (merged_from) REFERENCES customer(id)
);
CREATE INDEX account_customer ON public.account USING btree (customer_id);

CREATE TABLE alert (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  kind alert_kind NOT NULL,
  rule_id text NOT NULL,
  rule_version integer NOT NULL,
  customer_id bigint,
  as_of date NOT NULL,
  direction direction,
  episode text NOT NULL,
  severity text NOT NULL,
  status alert_status DEFAULT 'open'::alert_status NOT NULL,
  measures jsonb NOT NULL,
  explanation jsonb NOT NULL,
  due_on date,
  due_on_estimated boolean DEFAULT false NOT NULL,
  assignee uuid,
  raised_at timestamp with time zone NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  merged_from bigint,
  superseded_by bigint,
  CONSTRAINT alert_pkey PRIMARY KEY (id),
  CONSTRAINT alert_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT alert_merged_from_fkey FOREIGN KEY (merged_from) REFERENCES customer(id),
  CONSTRAINT alert_public_id_key UNIQUE (public_id),
  CONSTRAINT alert_rule_id_customer_id_episode_key UNIQUE NULLS NOT DISTINCT (rule_id, customer_id, episode),
  CONSTRAINT alert_severity_check CHECK ((severity = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'critical'::text]))),
  CONSTRAINT alert_superseded_by_fkey FOREIGN KEY (superseded_by) REFERENCES alert(id)
);
CREATE INDEX alert_assignee ON public.alert USING btree (assignee) WHERE (assignee IS NOT NULL);
CREATE INDEX alert_customer ON public.alert USING btree (customer_id, as_of);
CREATE INDEX alert_listed ON public.alert USING btree (COALESCE(due_on, '9999-12-31'::date), id);
CREATE INDEX alert_listed_by_status ON public.alert USING btree (status, COALESCE(due_on, '9999-12-31'::date), id);
CREATE INDEX alert_newest ON public.alert USING btree (as_of, id);
CREATE INDEX alert_watched ON public.alert USING btree (changed_at, id) WHERE (kind = ANY (ARRAY['suspicious'::alert_kind, 'screening'::alert_kind]));

CREATE TABLE alert_before_merge (
  merge_id bigint NOT NULL,
  alert_id bigint NOT NULL,
  customer_id bigint NOT NULL,
  status alert_status NOT NULL,
  measures jsonb NOT NULL,
  superseded boolean DEFAULT false NOT NULL,
  CONSTRAINT alert_before_merge_pkey PRIMARY KEY (merge_id, alert_id),
  CONSTRAINT alert_before_merge_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert(id)
);

CREATE TABLE alert_transaction (
  alert_id bigint NOT NULL,
  ledger_id bigint NOT NULL,
  customer_id bigint NOT NULL,
  booked_at timestamp with time zone NOT NULL,
  source text NOT NULL,
  reference text NOT NULL,
  amount numeric(20,4) NOT NULL,
  counted numeric NOT NULL,
  currency text NOT NULL,
  measure text NOT NULL,
  added_at timestamp with time zone NOT NULL,
  withdrawn_at timestamp with time zone,
  CONSTRAINT alert_transaction_pkey PRIMARY KEY (alert_id, ledger_id),
  CONSTRAINT alert_transaction_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert(id)
);
CREATE INDEX alert_transaction_ledger ON public.alert_transaction USING btree (ledger_id);

CREATE TABLE api_key (
  id uuid NOT NULL,
  secret_digest bytea NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  expires_on date,
  created_at timestamp with time zone NOT NULL,
  created_by text NOT NULL,
  revoked_at timestamp with time zone,
  CONSTRAINT api_key_pkey PRIMARY KEY (id),
  CONSTRAINT api_key_role_check CHECK ((role = ANY (ARRAY['core-banking'::text, 'auditor'::text]))),
  CONSTRAINT api_key_secret_digest_check CHECK ((octet_length(secret_digest) = 32))
);

CREATE TABLE audit_event (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  action text NOT NULL,
  subject_kind text NOT NULL,
  subject_id text NOT NULL,
  request_id text,
  details jsonb DEFAULT '{}'::jsonb NOT NULL,
  digest bytea,
  CONSTRAINT audit_event_pkey PRIMARY KEY (id),
  CONSTRAINT audit_event_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['user'::text, 'api-key'::text, 'system'::text]))),
  CONSTRAINT audit_event_details_check CHECK ((jsonb_typeof(details) = 'object'::text)),
  CONSTRAINT audit_event_digest_check CHECK ((octet_length(digest) = 32))
);
CREATE INDEX audit_event_actor ON public.audit_event USING btree (actor_id, id);
CREATE INDEX audit_event_recorded_at ON public.audit_event USING btree (recorded_at);
CREATE INDEX audit_event_subject ON public.audit_event USING btree (subject_kind, subject_id, id);
CREATE INDEX audit_event_xid ON public.audit_event USING btree (xid, id);

CREATE TABLE audit_seal (
  sequence bigint NOT NULL,
  event_id bigint NOT NULL,
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT audit_seal_pkey PRIMARY KEY (sequence),
  CONSTRAINT audit_seal_event_id_key UNIQUE (event_id),
  CONSTRAINT audit_seal_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT audit_seal_previous_hash_check CHECK ((octet_length(previous_hash) = 32)),
  CONSTRAINT audit_seal_sequence_check CHECK ((sequence > 0))
);

CREATE TABLE beneficial_owner (
  customer_id bigint NOT NULL,
  version integer NOT NULL,
  party_id bigint NOT NULL,
  basis text NOT NULL,
  share numeric(15,12),
  rules text NOT NULL,
  CONSTRAINT beneficial_owner_pkey PRIMARY KEY (customer_id, version, party_id, rules),
  CONSTRAINT beneficial_owner_customer_id_version_fkey FOREIGN KEY (customer_id, version) REFERENCES beneficial_owner_determination(customer_id, version),
  CONSTRAINT beneficial_owner_party_id_fkey FOREIGN KEY (party_id) REFERENCES party(id),
  CONSTRAINT beneficial_owner_rules_check CHECK ((rules = ANY (ARRAY['both'::text, 'usual'::text, 'stronger'::text])))
);
CREATE INDEX beneficial_owner_party ON public.beneficial_owner USING btree (party_id, customer_id, version);

CREATE TABLE beneficial_owner_confirmation (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  customer_id bigint NOT NULL,
  version integer NOT NULL,
  method text NOT NULL,
  evidence jsonb NOT NULL,
  note text,
  confirmed_at timestamp with time zone NOT NULL,
  confirmed_by_kind text NOT NULL,
  confirmed_by_id text NOT NULL,
  confirmed_by_name text NOT NULL,
  confirmed_branch text,
  CONSTRAINT beneficial_owner_confirmation_pkey PRIMARY KEY (id),
  CONSTRAINT beneficial_owner_confirmation_customer_id_version_fkey FOREIGN KEY (customer_id, version) REFERENCES beneficial_owner_determination(customer_id, version),
  CONSTRAINT beneficial_owner_confirmation_evidence_check CHECK ((jsonb_typeof(evidence) = 'array'::text))
);
CREATE INDEX beneficial_owner_confirmation_customer ON public.beneficial_owner_confirmation USING btree (customer_id, version);

CREATE TABLE beneficial_owner_determination (
  customer_id bigint NOT NULL,
  version integer NOT NULL,
  as_of date NOT NULL,
  computed_at timestamp with time zone NOT NULL,
  digest text NOT NULL,
  result jsonb NOT NULL,
  usual_version integer NOT NULL,
  usual jsonb,
  CONSTRAINT beneficial_owner_determination_pkey PRIMARY KEY (customer_id, version),
  CONSTRAINT beneficial_owner_determination_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES beneficial_owner_subject(customer_id),
  CONSTRAINT beneficial_owner_determination_result_check CHECK ((jsonb_typeof(result) = 'object'::text)),
  CONSTRAINT beneficial_owner_determination_usual_check CHECK ((jsonb_typeof(usual) = 'object'::text)),
  CONSTRAINT beneficial_owner_determination_version_check CHECK ((version >= 1))
);

CREATE TABLE beneficial_owner_measure (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  customer_id bigint NOT NULL,
  measure text NOT NULL,
  reason text NOT NULL,
  decided_at timestamp with time zone NOT NULL,
  decided_by_kind text NOT NULL,
  decided_by_id text NOT NULL,
  decided_by_name text NOT NULL,
  merged_from bigint,
  CONSTRAINT beneficial_owner_measure_pkey PRIMARY KEY (id),
  CONSTRAINT beneficial_owner_measure_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT beneficial_owner_measure_measure_check CHECK ((measure = ANY (ARRAY['standard'::text, 'stronger'::text]))),
  CONSTRAINT beneficial_owner_measure_merged_from_fkey FOREIGN KEY (merged_from) REFERENCES customer(id),
  CONSTRAINT beneficial_owner_measure_reason_check CHECK ((reason <> ''::text))
);
CREATE INDEX beneficial_owner_measure_customer ON public.beneficial_owner_measure USING btree (customer_id, id);

CREATE TABLE beneficial_owner_subject (
  customer_id bigint NOT NULL,
  party_id bigint NOT NULL,
  version integer DEFAULT 0 NOT NULL,
  digest text,
  stale boolean DEFAULT false NOT NULL,
  usual_version integer DEFAULT 0 NOT NULL,
  usual_digest text,
  CONSTRAINT beneficial_owner_subject_pkey PRIMARY KEY (customer_id),
  CONSTRAINT beneficial_owner_subject_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT beneficial_owner_subject_party_id_fkey FOREIGN KEY (party_id) REFERENCES party(id),
  CONSTRAINT beneficial_owner_subject_usual_version_check CHECK ((usual_version >= 0)),
  CONSTRAINT beneficial_owner_subject_version_check CHECK ((version >= 0))
);
CREATE INDEX beneficial_owner_subject_stale ON public.beneficial_owner_subject USING btree (customer_id) WHERE stale;

CREATE TABLE branch (
  code text NOT NULL,
  name text NOT NULL,
  parent text,
  country text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT branch_pkey PRIMARY KEY (code),
  CONSTRAINT branch_check CHECK ((parent <> code)),
  CONSTRAINT branch_code_check CHECK ((code ~ '^[A-Za-z0-9-]{1,20}$'::text)),
  CONSTRAINT branch_country_check CHECK ((country ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT branch_parent_fkey FOREIGN KEY (parent) REFERENCES branch(code)
);

CREATE TABLE campaign (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  name text NOT NULL,
  criteria jsonb NOT NULL,
  collect text[] NOT NULL,
  deadline date NOT NULL,
  created_on date NOT NULL,
  created_at timestamp with time zone NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  CONSTRAINT campaign_pkey PRIMARY KEY (id),
  CONSTRAINT campaign_criteria_check CHECK ((jsonb_typeof(criteria) = 'object'::text)),
  CONSTRAINT campaign_public_id_key UNIQUE (public_id)
);

CREATE TABLE campaign_state (
  campaign_id bigint NOT NULL,
  status text DEFAULT 'preparing'::text NOT NULL,
  "position" bigint DEFAULT 0 NOT NULL,
  targets integer DEFAULT 0 NOT NULL,
  closed_at timestamp with time zone,
  closed_by text,
  report jsonb,
  CONSTRAINT campaign_state_pkey PRIMARY KEY (campaign_id),
  CONSTRAINT campaign_state_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id),
  CONSTRAINT campaign_state_status_check CHECK ((status = ANY (ARRAY['preparing'::text, 'running'::text, 'closed'::text])))
);
CREATE INDEX campaign_preparing ON public.campaign_state USING btree (campaign_id) WHERE (status = 'preparing'::text);

CREATE TABLE contact_log (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  customer_id bigint NOT NULL,
  at timestamp with time zone NOT NULL,
  channel text NOT NULL,
  subject text NOT NULL,
  outcome text NOT NULL,
  text text NOT NULL,
  front_line boolean NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  merged_from bigint,
  review_task_id bigint,
  CONSTRAINT contact_log_pkey PRIMARY KEY (id),
  CONSTRAINT contact_log_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT contact_log_merged_from_fkey FOREIGN KEY (merged_from) REFERENCES customer(id),
  CONSTRAINT contact_log_public_id_key UNIQUE (public_id),
  CONSTRAINT contact_log_review_task_id_fkey FOREIGN KEY (review_task_id) REFERENCES review_task(id)
);
CREATE INDEX contact_log_customer ON public.contact_log USING btree (customer_id, at DESC, public_id DESC);
CREATE INDEX contact_log_task ON public.contact_log USING btree (review_task_id) WHERE (review_task_id IS NOT NULL);

CREATE TABLE contact_mark (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  customer_id bigint NOT NULL,
  merged_from bigint,
  channel text NOT NULL,
  address_digest bytea NOT NULL,
  shown text NOT NULL,
  code text NOT NULL,
  notice_id bigint NOT NULL,
  at timestamp with time zone NOT NULL,
  confirmed_at timestamp with time zone,
  confirmed_how text,
  confirmer_kind text,
  confirmer_id text,
  confirmer_name text,
  CONSTRAINT contact_mark_pkey PRIMARY KEY (id),
  CONSTRAINT contact_mark_address_digest_check CHECK ((octet_length(address_digest) = 32)),
  CONSTRAINT contact_mark_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'email'::text]))),
  CONSTRAINT contact_mark_check CHECK ((((confirmed_at IS NULL) = (confirmed_how IS NULL)) AND ((confirmed_at IS NULL) = (confirmer_id IS NULL)))),
  CONSTRAINT contact_mark_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT contact_mark_merged_from_fkey FOREIGN KEY (merged_from) REFERENCES customer(id),
  CONSTRAINT contact_mark_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notice(id),
  CONSTRAINT contact_mark_public_id_key UNIQUE (public_id)
);
CREATE INDEX contact_mark_customer ON public.contact_mark USING btree (customer_id, id) WHERE (confirmed_at IS NULL);

CREATE TABLE contact_preference (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  customer_id bigint NOT NULL,
  at timestamp with time zone NOT NULL,
  channel text,
  allowed boolean,
  language text,
  how text NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  merged_from bigint,
  CONSTRAINT contact_preference_pkey PRIMARY KEY (id),
  CONSTRAINT contact_preference_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'email'::text]))),
  CONSTRAINT contact_preference_check CHECK (((channel IS NULL) = (allowed IS NULL))),
  CONSTRAINT contact_preference_check1 CHECK (((channel IS NOT NULL) OR (language IS NOT NULL))),
  CONSTRAINT contact_preference_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT contact_preference_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  CONSTRAINT contact_preference_merged_from_fkey FOREIGN KEY (merged_from) REFERENCES customer(id)
);
CREATE INDEX contact_preference_channel ON public.contact_preference USING btree (customer_id, channel, id DESC);

CREATE TABLE customer (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  customer_number text NOT NULL,
  kind customer_kind NOT NULL,
  public_body boolean DEFAULT false NOT NULL,
  occasional boolean DEFAULT false NOT NULL,
  status customer_status NOT NULL,
  branch text,
  name text NOT NULL,
  name_latin text,
  gender text,
  date_of_birth date,
  nationality text,
  occupation text,
  industry text,
  opened_on date,
  risk_level text,
  next_review_on date,
  screening_state text DEFAULT 'pending'::text NOT NULL,
  profile jsonb DEFAULT '{}'::jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  merged_into bigint,
  facts_hold text DEFAULT 'none'::text NOT NULL,
  findings jsonb DEFAULT '{}'::jsonb NOT NULL,
  restricted boolean DEFAULT false NOT NULL,
  closed_on date,
  closure_reason text,
  finding_codes text[],
  established_at timestamp with time zone,
  CONSTRAINT customer_pkey PRIMARY KEY (id),
  CONSTRAINT customer_branch_exists FOREIGN KEY (branch) REFERENCES branch(code),
  CONSTRAINT customer_check CHECK ((occasional OR (branch IS NOT NULL))),
  CONSTRAINT customer_check1 CHECK ((merged_into <> id)),
  CONSTRAINT customer_check2 CHECK (((closure_reason IS NULL) OR (closed_on IS NOT NULL))),
  CONSTRAINT customer_check3 CHECK (((status = 'closed'::customer_status) = (closed_on IS NOT NULL))),
  CONSTRAINT customer_customer_number_check CHECK ((customer_number <> ''::text)),
  CONSTRAINT customer_customer_number_key UNIQUE (customer_number),
  CONSTRAINT customer_facts_hold_check CHECK ((facts_hold = ANY (ARRAY['none'::text, 'pending'::text, 'refused'::text]))),
  CONSTRAINT customer_findings_check CHECK ((jsonb_typeof(findings) = 'object'::text)),
  CONSTRAINT customer_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES customer(id),
  CONSTRAINT customer_name_check CHECK ((name <> ''::text)),
  CONSTRAINT customer_nationality_check CHECK ((nationality ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT customer_profile_check CHECK ((jsonb_typeof(profile) = 'object'::text)),
  CONSTRAINT customer_public_id_key UNIQUE (public_id),
  CONSTRAINT customer_screening_state_check CHECK ((screening_state = ANY (ARRAY['clear'::text, 'pending'::text, 'hit'::text]))),
  CONSTRAINT customer_version_check CHECK ((version >= 1))
);
CREATE INDEX customer_branch ON public.customer USING btree (branch, id);
CREATE INDEX customer_finding_codes ON public.customer USING gin (finding_codes) WHERE (finding_codes <> '{}'::text[]);
CREATE INDEX customer_merged_into ON public.customer USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX customer_next_review ON public.customer USING btree (next_review_on, id) WHERE (next_review_on IS NOT NULL);
CREATE INDEX customer_risk_level ON public.customer USING btree (risk_level, id) WHERE (risk_level IS NOT NULL);
CREATE INDEX customer_status ON public.customer USING btree (status, id);
CREATE INDEX customer_unjudged ON public.customer USING btree (id) WHERE (finding_codes IS NULL);
CREATE INDEX customer_unrated ON public.customer USING btree (id) WHERE ((risk_level IS NULL) AND (NOT occasional));
CREATE INDEX customer_updated ON public.customer USING btree (updated_at, id);

CREATE TABLE customer_change (
  customer_id bigint NOT NULL,
  version integer NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  fields jsonb NOT NULL,
  CONSTRAINT customer_change_pkey PRIMARY KEY (customer_id, version),
  CONSTRAINT customer_change_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT customer_change_fields_check CHECK ((jsonb_typeof(fields) = 'array'::text))
);

CREATE TABLE customer_contact_key (
  kind text NOT NULL,
  key bigint NOT NULL,
  customer_id bigint NOT NULL,
  CONSTRAINT customer_contact_key_pkey PRIMARY KEY (kind, key, customer_id),
  CONSTRAINT customer_contact_key_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT customer_contact_key_kind_check CHECK ((kind = ANY (ARRAY['phone'::text, 'address'::text])))
);
CREATE INDEX customer_contact_key_customer ON public.customer_contact_key USING btree (customer_id, kind);

CREATE TABLE customer_document (
  customer_id bigint NOT NULL,
  "position" smallint NOT NULL,
  type text NOT NULL,
  number text NOT NULL,
  number_key text NOT NULL,
  last_four text GENERATED ALWAYS AS ("right"(number_key, 4)) STORED NOT NULL,
  issuer text,
  issued_on date,
  valid_until date,
  long_term boolean DEFAULT false NOT NULL,
  images jsonb DEFAULT '[]'::jsonb NOT NULL,
  CONSTRAINT customer_document_pkey PRIMARY KEY (customer_id, "position"),
  CONSTRAINT customer_document_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT customer_document_images_check CHECK ((jsonb_typeof(images) = 'array'::text)),
  CONSTRAINT customer_document_position_check CHECK (("position" >= 0))
);
CREATE INDEX customer_document_last_four ON public.customer_document USING btree (last_four, customer_id);
CREATE INDEX customer_document_number ON public.customer_document USING btree (number_key, type);
CREATE INDEX customer_document_validity ON public.customer_document USING btree (valid_until, customer_id, "position") WHERE (valid_until IS NOT NULL);

CREATE TABLE customer_duplicate (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  first_id bigint NOT NULL,
  second_id bigint NOT NULL,
  score numeric(3,2) NOT NULL,
  reasons text[] NOT NULL,
  status text DEFAULT 'open'::text NOT NULL,
  found_at timestamp with time zone NOT NULL,
  decided_at timestamp with time zone,
  decider_kind text,
  decider_id text,
  decider_name text,
  decision_reason text,
  entered_id bigint NOT NULL,
  CONSTRAINT customer_duplicate_pkey PRIMARY KEY (id),
  CONSTRAINT customer_duplicate_check CHECK ((first_id < second_id)),
  CONSTRAINT customer_duplicate_check1 CHECK ((((status = 'open'::text) = (decided_at IS NULL)) AND ((decided_at IS NULL) = (decision_reason IS NULL)))),
  CONSTRAINT customer_duplicate_check2 CHECK (((entered_id = first_id) OR (entered_id = second_id))),
  CONSTRAINT customer_duplicate_entered_id_fkey FOREIGN KEY (entered_id) REFERENCES customer(id),
  CONSTRAINT customer_duplicate_first_id_fkey FOREIGN KEY (first_id) REFERENCES customer(id),
  CONSTRAINT customer_duplicate_first_id_second_id_key UNIQUE (first_id, second_id),
  CONSTRAINT customer_duplicate_public_id_key UNIQUE (public_id),
  CONSTRAINT customer_duplicate_score_check CHECK (((score >= (0)::numeric) AND (score <= (1)::numeric))),
  CONSTRAINT customer_duplicate_second_id_fkey FOREIGN KEY (second_id) REFERENCES customer(id),
  CONSTRAINT customer_duplicate_status_check CHECK ((status = ANY (ARRAY['open'::text, 'same'::text, 'different'::text])))
);
CREATE INDEX customer_duplicate_entered ON public.customer_duplicate USING btree (entered_id) WHERE (status <> 'different'::text);
CREATE INDEX customer_duplicate_listed ON public.customer_duplicate USING btree (status, score DESC, id DESC);
CREATE INDEX customer_duplicate_second ON public.customer_duplicate USING btree (second_id);

CREATE TABLE customer_duplicate_scan (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  requested_at timestamp with time zone NOT NULL,
  requester_name text NOT NULL,
  "position" bigint DEFAULT 0 NOT NULL,
  examined bigint DEFAULT 0 NOT NULL,
  found bigint DEFAULT 0 NOT NULL,
  finished_at timestamp with time zone,
  CONSTRAINT customer_duplicate_scan_pkey PRIMARY KEY (id),
  CONSTRAINT customer_duplicate_scan_public_id_key UNIQUE (public_id)
);
CREATE UNIQUE INDEX customer_duplicate_scan_one ON public.customer_duplicate_scan USING btree (((finished_at IS NULL))) WHERE (finished_at IS NULL);

CREATE TABLE customer_event (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  customer_id bigint NOT NULL,
  source text NOT NULL,
  reference text NOT NULL,
  type text NOT NULL,
  occurred_on date NOT NULL,
  details jsonb DEFAULT '{}'::jsonb NOT NULL,
  content bytea NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  merged_from bigint,
  CONSTRAINT customer_event_pkey PRIMARY KEY (id),
  CONSTRAINT customer_event_content_check CHECK ((octet_length(content) = 32)),
  CONSTRAINT customer_event_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT customer_event_details_check CHECK ((jsonb_typeof(details) = 'object'::text)),
  CONSTRAINT customer_event_merged_from_fkey FOREIGN KEY (merged_from) REFERENCES customer(id),
  CONSTRAINT customer_event_public_id_key UNIQUE (public_id),
  CONSTRAINT customer_event_source_reference_key UNIQUE (source, reference)
);
CREATE INDEX customer_event_customer ON public.customer_event USING btree (customer_id, occurred_on, id);

CREATE TABLE customer_mark (
  mark bigint NOT NULL,
  customer_id bigint NOT NULL,
  CONSTRAINT customer_mark_pkey PRIMARY KEY (mark, customer_id),
  CONSTRAINT customer_mark_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id)
);
CREATE INDEX customer_mark_customer ON public.customer_mark USING btree (customer_id);

CREATE TABLE customer_merge (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  kept_id bigint NOT NULL,
  merged_id bigint NOT NULL,
  reason text NOT NULL,
  merged_at timestamp with time zone NOT NULL,
  merger_kind text NOT NULL,
  merger_id text NOT NULL,
  merger_name text NOT NULL,
  reversed_at timestamp with time zone,
  reverser_kind text,
  reverser_id text,
  reverser_name text,
  reversal_reason text,
  CONSTRAINT customer_merge_pkey PRIMARY KEY (id),
  CONSTRAINT customer_merge_check CHECK ((kept_id <> merged_id)),
  CONSTRAINT customer_merge_check1 CHECK ((((reversed_at IS NULL) = (reversal_reason IS NULL)) AND ((reversed_at IS NULL) = (reverser_id IS NULL)))),
  CONSTRAINT customer_merge_kept_id_fkey FOREIGN KEY (kept_id) REFERENCES customer(id),
  CONSTRAINT customer_merge_merged_id_fkey FOREIGN KEY (merged_id) REFERENCES customer(id),
  CONSTRAINT customer_merge_public_id_key UNIQUE (public_id),
  CONSTRAINT customer_merge_reason_check CHECK ((reason <> ''::text))
);
CREATE INDEX customer_merge_kept ON public.customer_merge USING btree (kept_id);
CREATE INDEX customer_merge_merged ON public.customer_merge USING btree (merged_id);
CREATE UNIQUE INDEX customer_merge_standing ON public.customer_merge USING btree (merged_id) WHERE (reversed_at IS NULL);

CREATE TABLE customer_name_key (
  customer_id bigint NOT NULL,
  "position" smallint NOT NULL,
  name_key text NOT NULL,
  pinyin_key text NOT NULL,
  initials_key text NOT NULL,
  grams text[] NOT NULL,
  branch text,
  CONSTRAINT customer_name_key_pkey PRIMARY KEY (customer_id, "position"),
  CONSTRAINT customer_name_key_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id)
);
CREATE INDEX customer_name_key_grams ON public.customer_name_key USING gin (grams) WITH (gin_pending_list_limit='512');
CREATE INDEX customer_name_key_initials ON public.customer_name_key USING btree (initials_key, customer_id) INCLUDE (branch);
CREATE INDEX customer_name_key_inside ON public.customer_name_key USING gin (pinyin_key gin_trgm_ops) WITH (gin_pending_list_limit='512');
CREATE INDEX customer_name_key_name ON public.customer_name_key USING btree (name_key, customer_id) INCLUDE (branch);
CREATE INDEX customer_name_key_pinyin ON public.customer_name_key USING btree (pinyin_key, customer_id) INCLUDE (branch);

CREATE TABLE demo_load (
  one boolean DEFAULT true NOT NULL,
  parameters jsonb NOT NULL,
  stored bigint DEFAULT 0 NOT NULL,
  started_at timestamp with time zone NOT NULL,
  finished_at timestamp with time zone,
  CONSTRAINT demo_load_pkey PRIMARY KEY (one),
  CONSTRAINT demo_load_one_check CHECK (one),
  CONSTRAINT demo_load_stored_check CHECK ((stored >= 0))
);

CREATE TABLE document_image (
  id uuid NOT NULL,
  media_type text NOT NULL,
  size integer NOT NULL,
  uploaded_at timestamp with time zone NOT NULL,
  uploader_kind text NOT NULL,
  uploader_id text NOT NULL,
  customer_id bigint,
  bound_at timestamp with time zone,
  merged_from bigint,
  held_at timestamp with time zone,
  CONSTRAINT document_image_pkey PRIMARY KEY (id),
  CONSTRAINT document_image_check CHECK (((customer_id IS NULL) = (bound_at IS NULL))),
  CONSTRAINT document_image_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT document_image_held_or_bound CHECK (((held_at IS NULL) OR (customer_id IS NULL))),
  CONSTRAINT document_image_id_fkey FOREIGN KEY (id) REFERENCES vault_object(id),
  CONSTRAINT document_image_merged_from_fkey FOREIGN KEY (merged_from) REFERENCES customer(id),
  CONSTRAINT document_image_size_check CHECK ((size > 0))
);
CREATE INDEX document_image_customer ON public.document_image USING btree (customer_id, uploaded_at, id) WHERE (customer_id IS NOT NULL);
CREATE INDEX document_image_loose ON public.document_image USING btree (uploaded_at) WHERE ((customer_id IS NULL) AND (held_at IS NULL));

CREATE TABLE exchange_rate (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  kind text NOT NULL,
  currency text NOT NULL,
  base text NOT NULL,
  rate numeric(20,10) NOT NULL,
  valid_from date NOT NULL,
  valid_to date NOT NULL,
  entered_at timestamp with time zone NOT NULL,
  entered_by_kind text NOT NULL,
  entered_by text NOT NULL,
  superseded_at timestamp with time zone,
  CONSTRAINT exchange_rate_pkey PRIMARY KEY (id),
  CONSTRAINT exchange_rate_check CHECK ((base =
CASE kind
    WHEN 'safe-monthly'::text THEN 'USD'::text
    ELSE 'CNY'::text
END)),
  CONSTRAINT exchange_rate_check1 CHECK ((valid_to > valid_from)),
  CONSTRAINT exchange_rate_check2 CHECK ((superseded_at >= entered_at)),
  CONSTRAINT exchange_rate_check3 CHECK ((currency <> base)),
  CONSTRAINT exchange_rate_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT exchange_rate_kind_check CHECK ((kind = ANY (ARRAY['safe-monthly'::text, 'central-parity'::text]))),
  CONSTRAINT exchange_rate_rate_check CHECK ((rate > (0)::numeric))
);
CREATE UNIQUE INDEX exchange_rate_current ON public.exchange_rate USING btree (kind, currency, valid_from) INCLUDE (valid_to, rate) WHERE (superseded_at IS NULL);
CREATE INDEX exchange_rate_listed ON public.exchange_rate USING btree (valid_from, id);

CREATE TABLE exemption (
  customer_id bigint NOT NULL,
  ledger_id bigint NOT NULL,
  rule_id text NOT NULL,
  item smallint NOT NULL,
  state exemption_state DEFAULT 'applied'::exemption_state NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT exemption_pkey PRIMARY KEY (customer_id, ledger_id, rule_id)
);

CREATE TABLE file_import (
  id uuid NOT NULL,
  kind text NOT NULL,
  state text NOT NULL,
  dry_run boolean NOT NULL,
  format text NOT NULL,
  mapping jsonb,
  actor jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  received_at timestamp with time zone NOT NULL,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  size bigint DEFAULT 0 NOT NULL,
  sha256 bytea,
  encoding text,
  "position" bigint DEFAULT 0 NOT NULL,
  line bigint DEFAULT 1 NOT NULL,
  rows bigint DEFAULT 0 NOT NULL,
  header text[],
  read bigint DEFAULT 0 NOT NULL,
  accepted bigint DEFAULT 0 NOT NULL,
  duplicates bigint DEFAULT 0 NOT NULL,
  rejected bigint DEFAULT 0 NOT NULL,
  unterminated boolean DEFAULT false NOT NULL,
  failure jsonb,
  CONSTRAINT file_import_pkey PRIMARY KEY (id),
  CONSTRAINT file_import_check CHECK ((read = ((accepted + duplicates) + rejected))),
  CONSTRAINT file_import_check1 CHECK (("position" <= size)),
  CONSTRAINT file_import_encoding_check CHECK ((encoding = ANY (ARRAY['utf-8'::text, 'gb18030'::text]))),
  CONSTRAINT file_import_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'ndjson'::text]))),
  CONSTRAINT file_import_state_check CHECK ((state = ANY (ARRAY['receiving'::text, 'queued'::text, 'running'::text, 'completed'::text, 'failed'::text])))
);
CREATE INDEX file_import_due ON public.file_import USING btree (kind, created_at) WHERE (state = ANY (ARRAY['receiving'::text, 'queued'::text, 'running'::text]));
CREATE INDEX file_import_list ON public.file_import USING btree (kind, id);

CREATE TABLE idempotency_key (
  scope text NOT NULL,
  key text NOT NULL,
  body_digest bytea NOT NULL,
  created_at timestamp with time zone NOT NULL,
  status integer,
  answer jsonb,
  CONSTRAINT idempotency_key_pkey PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_key_created_at ON public.idempotency_key USING btree (created_at);

CREATE TABLE import_chunk (
  import_id uuid NOT NULL,
  start bigint NOT NULL,
  bytes bytea NOT NULL,
  CONSTRAINT import_chunk_pkey PRIMARY KEY (import_id, start),
  CONSTRAINT import_chunk_import_id_fkey FOREIGN KEY (import_id) REFERENCES file_import(id) ON DELETE CASCADE
);

CREATE TABLE import_dry_key (
  import_id uuid NOT NULL,
  key text NOT NULL,
  content text NOT NULL,
  CONSTRAINT import_dry_key_pkey PRIMARY KEY (import_id, key),
  CONSTRAINT import_dry_key_import_id_fkey FOREIGN KEY (import_id) REFERENCES file_import(id) ON DELETE CASCADE
);

CREATE TABLE import_mapping (
  name text NOT NULL,
  version integer NOT NULL,
  definition jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  created_by text NOT NULL,
  CONSTRAINT import_mapping_pkey PRIMARY KEY (name, version)
);

CREATE TABLE import_rejection (
  import_id uuid NOT NULL,
  number bigint NOT NULL,
  line bigint NOT NULL,
  code text NOT NULL,
  "column" text,
  pointer text,
  message_en text NOT NULL,
  message_zh text NOT NULL,
  text text NOT NULL,
  CONSTRAINT import_rejection_pkey PRIMARY KEY (import_id, number),
  CONSTRAINT import_rejection_import_id_fkey FOREIGN KEY (import_id) REFERENCES file_import(id) ON DELETE CASCADE
);

CREATE TABLE job (
  name text NOT NULL,
  due_at timestamp with time zone NOT NULL,
  lease_owner uuid,
  lease_until timestamp with time zone,
  generation bigint DEFAULT 0 NOT NULL,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  failures integer DEFAULT 0 NOT NULL,
  last_error text,
  CONSTRAINT job_pkey PRIMARY KEY (name)
);

CREATE TABLE ledger (
  customer_id bigint NOT NULL,
  booked_at timestamp with time zone NOT NULL,
  id bigint NOT NULL,
  business_date date NOT NULL,
  direction direction NOT NULL,
  method payment_method NOT NULL,
  channel payment_channel NOT NULL,
  outcome payment_outcome NOT NULL,
  category payment_category NOT NULL,
  cash boolean NOT NULL,
  cross_border boolean NOT NULL,
  offsets boolean NOT NULL,
  counterparty_public_body boolean NOT NULL,
  counterparty_same_customer boolean NOT NULL,
  counterparty_key bigint,
  counterparty_country text,
  currency text NOT NULL,
  amount numeric(20,4) NOT NULL,
  reversed numeric(20,4) DEFAULT 0 NOT NULL,
  rate_cny numeric,
  rate_usd numeric,
  account_number text,
  source text NOT NULL,
  reference text NOT NULL,
  reverses_id bigint,
  received_at timestamp with time zone NOT NULL,
  details jsonb NOT NULL,
  merged_from bigint,
  CONSTRAINT ledger_pkey PRIMARY KEY (customer_id, booked_at, id),
  CONSTRAINT ledger_amount_check CHECK ((amount > (0)::numeric)),
  CONSTRAINT ledger_check CHECK (((reversed >= (0)::numeric) AND (reversed <= amount))),
  CONSTRAINT ledger_check1 CHECK (((currency <> 'CNY'::text) OR (rate_cny = (1)::numeric))),
  CONSTRAINT ledger_check2 CHECK (((currency <> 'USD'::text) OR (rate_usd = (1)::numeric))),
  CONSTRAINT ledger_check3 CHECK (((NOT offsets) OR (reverses_id IS NOT NULL))),
  CONSTRAINT ledger_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT ledger_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT ledger_rate_cny_check CHECK ((rate_cny > (0)::numeric)),
  CONSTRAINT ledger_rate_usd_check CHECK ((rate_usd > (0)::numeric))
) PARTITION BY RANGE (booked_at);
CREATE INDEX ledger_booked_at ON ONLY public.ledger USING brin (booked_at) WITH (pages_per_range='32');
CREATE INDEX ledger_unconverted ON ONLY public.ledger USING btree (currency, business_date) WHERE (((rate_usd IS NULL) AND (currency <> 'CNY'::text)) OR (rate_cny IS NULL));

CREATE TABLE ledger_device (
  device_key bigint NOT NULL,
  customer_id bigint NOT NULL,
  first_seen_on date NOT NULL,
  CONSTRAINT ledger_device_pkey PRIMARY KEY (device_key, customer_id),
  CONSTRAINT ledger_device_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id)
);
CREATE INDEX ledger_device_customer ON public.ledger_device USING btree (customer_id);

CREATE TABLE notice (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  customer_id bigint NOT NULL,
  branch text,
  template text NOT NULL,
  template_version integer NOT NULL,
  wording integer,
  language text NOT NULL,
  cause_kind text NOT NULL,
  cause_id text NOT NULL,
  step text DEFAULT ''::text NOT NULL,
  texts jsonb NOT NULL,
  channel_order text[] NOT NULL,
  ordered_by_kind text NOT NULL,
  ordered_by_id text NOT NULL,
  queued_at timestamp with time zone NOT NULL,
  status text NOT NULL,
  channel text,
  shown text,
  reason text,
  tries integer DEFAULT 0 NOT NULL,
  sent_at timestamp with time zone,
  changed_at timestamp with time zone NOT NULL,
  claim uuid,
  claimed_until timestamp with time zone,
  merged_from bigint,
  CONSTRAINT notice_pkey PRIMARY KEY (id),
  CONSTRAINT notice_cause_kind_check CHECK ((cause_kind = ANY (ARRAY['day'::text, 'document'::text, 'requirement'::text, 'review-task'::text, 'campaign'::text, 'restriction'::text, 'objection'::text, 'discrepancy'::text, 'request'::text]))),
  CONSTRAINT notice_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'email'::text, 'letter'::text]))),
  CONSTRAINT notice_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT notice_customer_id_template_cause_kind_cause_id_step_key UNIQUE (customer_id, template, cause_kind, cause_id, step),
  CONSTRAINT notice_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  CONSTRAINT notice_merged_from_fkey FOREIGN KEY (merged_from) REFERENCES customer(id),
  CONSTRAINT notice_public_id_key UNIQUE (public_id),
  CONSTRAINT notice_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'waiting'::text, 'sent'::text, 'letter'::text, 'handed-over'::text, 'failed'::text, 'cancelled'::text])))
);
CREATE INDEX notice_branch ON public.notice USING btree (branch, queued_at DESC, id DESC);
CREATE INDEX notice_branch_status ON public.notice USING btree (branch, status, queued_at DESC, id DESC);
CREATE INDEX notice_customer ON public.notice USING btree (customer_id, queued_at DESC, id DESC);
CREATE INDEX notice_newest ON public.notice USING btree (queued_at DESC, id DESC);
CREATE INDEX notice_status ON public.notice USING btree (status, queued_at DESC, id DESC);
CREATE INDEX notice_unsent_cause ON public.notice USING btree (cause_kind, cause_id) WHERE (status = ANY (ARRAY['queued'::text, 'waiting'::text, 'letter'::text]));
CREATE INDEX notice_waiting ON public.notice USING btree (channel, id) WHERE (status = 'waiting'::text);

CREATE TABLE notice_attempt (
  notice_id bigint NOT NULL,
  sequence integer NOT NULL,
  at timestamp with time zone NOT NULL,
  kind text NOT NULL,
  channel text,
  shown text,
  "position" integer,
  code text,
  answer text,
  provider_id text,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  CONSTRAINT notice_attempt_pkey PRIMARY KEY (notice_id, sequence),
  CONSTRAINT notice_attempt_channel_check CHECK ((channel = ANY (ARRAY['sms'::text, 'email'::text, 'letter'::text]))),
  CONSTRAINT notice_attempt_kind_check CHECK ((kind = ANY (ARRAY['queued'::text, 'waiting'::text, 'started'::text, 'sent'::text, 'deferred'::text, 'unreachable'::text, 'refused'::text, 'unknown'::text, 'returned'::text, 'letter'::text, 'handed-over'::text, 'failed'::text, 'retried'::text, 'printed'::text, 'delivered'::text, 'cancelled'::text]))),
  CONSTRAINT notice_attempt_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES notice(id),
  CONSTRAINT notice_attempt_sequence_check CHECK ((sequence >= 1))
);
CREATE INDEX notice_attempt_provider ON public.notice_attempt USING btree (provider_id) WHERE ((kind = 'sent'::text) AND (provider_id IS NOT NULL));

CREATE TABLE notice_wording (
  template text NOT NULL,
  version integer NOT NULL,
  texts jsonb NOT NULL,
  made_by text NOT NULL,
  made_by_name text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  status text DEFAULT 'draft'::text NOT NULL,
  decided_by text,
  decided_by_name text,
  decided_at timestamp with time zone,
  CONSTRAINT notice_wording_pkey PRIMARY KEY (template, version),
  CONSTRAINT notice_wording_check CHECK ((decided_by <> made_by)),
  CONSTRAINT notice_wording_check1 CHECK (((status = 'draft'::text) = (decided_by IS NULL))),
  CONSTRAINT notice_wording_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'approved'::text, 'refused'::text]))),
  CONSTRAINT notice_wording_version_check CHECK ((version >= 1))
);

CREATE TABLE objection (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  customer_id bigint NOT NULL,
  received_on date NOT NULL,
  channel text NOT NULL,
  text text NOT NULL,
  front_line boolean NOT NULL,
  restriction_id uuid,
  basic_services text[] NOT NULL,
  due_on date NOT NULL,
  rules_version integer NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  CONSTRAINT objection_pkey PRIMARY KEY (id),
  CONSTRAINT objection_check CHECK ((due_on >= received_on)),
  CONSTRAINT objection_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT objection_public_id_key UNIQUE (public_id),
  CONSTRAINT objection_restriction_id_fkey FOREIGN KEY (restriction_id) REFERENCES restriction(public_id)
);

CREATE TABLE objection_event (
  objection_id bigint NOT NULL,
  "position" integer NOT NULL,
  kind text NOT NULL,
  at timestamp with time zone NOT NULL,
  on_day date NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  decision text,
  reason text,
  answer_text text,
  note text,
  CONSTRAINT objection_event_pkey PRIMARY KEY (objection_id, "position"),
  CONSTRAINT objection_event_check CHECK (((kind = 'proposed'::text) = ((decision IS NOT NULL) AND (reason IS NOT NULL) AND (answer_text IS NOT NULL)))),
  CONSTRAINT objection_event_decision_check CHECK ((decision = ANY (ARRAY['upheld'::text, 'rejected'::text, 'partly'::text]))),
  CONSTRAINT objection_event_kind_check CHECK ((kind = ANY (ARRAY['proposed'::text, 'approved'::text, 'returned'::text]))),
  CONSTRAINT objection_event_objection_id_fkey FOREIGN KEY (objection_id) REFERENCES objection(id),
  CONSTRAINT objection_event_position_check CHECK (("position" >= 1))
);

CREATE TABLE objection_state (
  objection_id bigint NOT NULL,
  customer_id bigint NOT NULL,
  due_on date NOT NULL,
  status text DEFAULT 'open'::text NOT NULL,
  version integer DEFAULT 0 NOT NULL,
  CONSTRAINT objection_state_pkey PRIMARY KEY (objection_id),
  CONSTRAINT objection_state_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT objection_state_objection_id_fkey FOREIGN KEY (objection_id) REFERENCES objection(id),
  CONSTRAINT objection_state_status_check CHECK ((status = ANY (ARRAY['open'::text, 'proposed'::text, 'answered'::text])))
);
CREATE INDEX objection_customer ON public.objection_state USING btree (customer_id, objection_id);
CREATE INDEX objection_due ON public.objection_state USING btree (due_on, objection_id);
CREATE INDEX objection_status ON public.objection_state USING btree (status, due_on, objection_id);

CREATE TABLE outbox_message (
  id uuid NOT NULL,
  topic text NOT NULL,
  payload jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  due_at timestamp with time zone NOT NULL,
  delivered_at timestamp with time zone,
  dead_at timestamp with time zone,
  last_error text,
  CONSTRAINT outbox_message_pkey PRIMARY KEY (id)
);
CREATE INDEX outbox_message_due ON public.outbox_message USING btree (due_at) WHERE ((delivered_at IS NULL) AND (dead_at IS NULL));

CREATE TABLE ownership_change (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  party_id bigint NOT NULL,
  CONSTRAINT ownership_change_pkey PRIMARY KEY (id),
  CONSTRAINT ownership_change_party_id_fkey FOREIGN KEY (party_id) REFERENCES party(id)
);

CREATE TABLE ownership_day (
  one boolean DEFAULT true NOT NULL,
  through_day date NOT NULL,
  CONSTRAINT ownership_day_pkey PRIMARY KEY (one),
  CONSTRAINT ownership_day_one_check CHECK (one)
);

CREATE TABLE party (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  kind text NOT NULL,
  body_type text,
  customer_id bigint,
  name text NOT NULL,
  name_key text NOT NULL,
  name_latin text,
  gender text,
  date_of_birth date,
  nationality text,
  created_at timestamp with time zone NOT NULL,
  body_type_confirmed boolean DEFAULT true NOT NULL,
  CONSTRAINT party_pkey PRIMARY KEY (id),
  CONSTRAINT party_body_type_check CHECK ((body_type <> ''::text)),
  CONSTRAINT party_check CHECK (((kind = 'body'::text) OR (body_type IS NULL))),
  CONSTRAINT party_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT party_customer_id_key UNIQUE (customer_id),
  CONSTRAINT party_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'body'::text]))),
  CONSTRAINT party_name_check CHECK ((name <> ''::text)),
  CONSTRAINT party_nationality_check CHECK ((nationality ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT party_public_id_key UNIQUE (public_id)
);
CREATE INDEX party_name_birth ON public.party USING btree (name_key, date_of_birth) WHERE (kind = 'person'::text);

CREATE TABLE party_document (
  party_id bigint NOT NULL,
  type text NOT NULL,
  number text NOT NULL,
  number_key text NOT NULL,
  issuer text,
  issued_on date,
  valid_until date,
  long_term boolean DEFAULT false NOT NULL,
  CONSTRAINT party_document_pkey PRIMARY KEY (party_id, type, number_key),
  CONSTRAINT party_document_party_id_fkey FOREIGN KEY (party_id) REFERENCES party(id)
);
CREATE UNIQUE INDEX party_document_national ON public.party_document USING btree (number_key, type) WHERE (type = ANY (ARRAY['resident-id'::text, 'unified-social-credit'::text]));
CREATE INDEX party_document_number ON public.party_document USING btree (number_key, type);

CREATE TABLE record_key (
  id uuid NOT NULL,
  record_class text NOT NULL,
  year smallint NOT NULL,
  version integer NOT NULL,
  master_key text NOT NULL,
  wrapped bytea,
  created_at timestamp with time zone NOT NULL,
  rewrapped_at timestamp with time zone,
  destroyed_at timestamp with time zone,
  CONSTRAINT record_key_pkey PRIMARY KEY (id),
  CONSTRAINT record_key_check CHECK (((wrapped IS NULL) = (destroyed_at IS NOT NULL))),
  CONSTRAINT record_key_master_key_check CHECK ((master_key <> ''::text)),
  CONSTRAINT record_key_record_class_check CHECK ((record_class ~ '^[a-z][a-z0-9-]{0,62}$'::text)),
  CONSTRAINT record_key_record_class_year_version_key UNIQUE (record_class, year, version),
  CONSTRAINT record_key_version_check CHECK ((version >= 1)),
  CONSTRAINT record_key_year_check CHECK (((year >= 1900) AND (year <= 9999)))
);
CREATE INDEX record_key_master_key ON public.record_key USING btree (master_key, id) WHERE (wrapped IS NOT NULL);

CREATE TABLE referral (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  customer_id bigint NOT NULL,
  alert_id uuid NOT NULL,
  text text,
  branch text,
  at timestamp with time zone NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  merged_from bigint,
  sealed_text text,
  CONSTRAINT referral_pkey PRIMARY KEY (id),
  CONSTRAINT referral_alert_id_key UNIQUE (alert_id),
  CONSTRAINT referral_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT referral_merged_from_fkey FOREIGN KEY (merged_from) REFERENCES customer(id),
  CONSTRAINT referral_public_id_key UNIQUE (public_id),
  CONSTRAINT referral_text_check CHECK ((text <> ''::text)),
  CONSTRAINT referral_text_once CHECK (((text IS NULL) <> (sealed_text IS NULL)))
);
CREATE INDEX referral_customer ON public.referral USING btree (customer_id, id);
CREATE INDEX referral_plain ON public.referral USING btree (id) WHERE (text IS NOT NULL);

CREATE TABLE refused_attempt (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  alert_id uuid NOT NULL,
  ground text NOT NULL,
  customer_id bigint,
  merged_from bigint,
  customer_is text,
  branch text,
  sealed_account text,
  at timestamp with time zone NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  CONSTRAINT refused_attempt_pkey PRIMARY KEY (id),
  CONSTRAINT refused_attempt_alert_id_key UNIQUE (alert_id),
  CONSTRAINT refused_attempt_check CHECK (((customer_id IS NULL) = (customer_is IS NULL))),
  CONSTRAINT refused_attempt_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT refused_attempt_customer_is_check CHECK ((customer_is = ANY (ARRAY['applicant'::text, 'impersonated'::text]))),
  CONSTRAINT refused_attempt_merged_from_fkey FOREIGN KEY (merged_from) REFERENCES customer(id),
  CONSTRAINT refused_attempt_public_id_key UNIQUE (public_id)
);
CREATE INDEX refused_attempt_customer ON public.refused_attempt USING btree (customer_id, id) WHERE (customer_id IS NOT NULL);

CREATE TABLE refused_attempt_image (
  image_id uuid NOT NULL,
  attempt_id bigint NOT NULL,
  CONSTRAINT refused_attempt_image_pkey PRIMARY KEY (image_id),
  CONSTRAINT refused_attempt_image_attempt_id_fkey FOREIGN KEY (attempt_id) REFERENCES refused_attempt(id),
  CONSTRAINT refused_attempt_image_image_id_fkey FOREIGN KEY (image_id) REFERENCES document_image(id)
);
CREATE INDEX refused_attempt_image_attempt ON public.refused_attempt_image USING btree (attempt_id);

CREATE TABLE refused_attempt_reversal (
  attempt_id bigint NOT NULL,
  reason text NOT NULL,
  at timestamp with time zone NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  CONSTRAINT refused_attempt_reversal_pkey PRIMARY KEY (attempt_id),
  CONSTRAINT refused_attempt_reversal_attempt_id_fkey FOREIGN KEY (attempt_id) REFERENCES refused_attempt(id),
  CONSTRAINT refused_attempt_reversal_reason_check CHECK ((reason <> ''::text))
);

CREATE TABLE register_comparison (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  customer_id bigint NOT NULL,
  register text NOT NULL,
  queried_on date NOT NULL,
  version integer,
  registered jsonb NOT NULL,
  differences jsonb NOT NULL,
  material boolean NOT NULL,
  compared_at timestamp with time zone NOT NULL,
  compared_by_kind text NOT NULL,
  compared_by_id text NOT NULL,
  compared_by_name text NOT NULL,
  CONSTRAINT register_comparison_pkey PRIMARY KEY (id),
  CONSTRAINT register_comparison_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT register_comparison_differences_check CHECK ((jsonb_typeof(differences) = 'array'::text)),
  CONSTRAINT register_comparison_public_id_key UNIQUE (public_id),
  CONSTRAINT register_comparison_registered_check CHECK ((jsonb_typeof(registered) = 'array'::text))
);
CREATE INDEX register_comparison_customer ON public.register_comparison USING btree (customer_id, id);

CREATE TABLE register_discrepancy (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  customer_id bigint NOT NULL,
  register text NOT NULL,
  comparison_id bigint NOT NULL,
  found_on date NOT NULL,
  due_on date NOT NULL,
  estimated boolean NOT NULL,
  material boolean NOT NULL,
  status text DEFAULT 'found'::text NOT NULL,
  merged_from bigint,
  CONSTRAINT register_discrepancy_pkey PRIMARY KEY (id),
  CONSTRAINT register_discrepancy_check CHECK ((due_on >= found_on)),
  CONSTRAINT register_discrepancy_comparison_id_fkey FOREIGN KEY (comparison_id) REFERENCES register_comparison(id),
  CONSTRAINT register_discrepancy_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT register_discrepancy_merged_from_fkey FOREIGN KEY (merged_from) REFERENCES customer(id),
  CONSTRAINT register_discrepancy_public_id_key UNIQUE (public_id),
  CONSTRAINT register_discrepancy_status_check CHECK ((status = ANY (ARRAY['found'::text, 'reminded'::text, 'corrected'::text, 'reported'::text, 'explained'::text])))
);
CREATE INDEX register_discrepancy_due ON public.register_discrepancy USING btree (due_on, id);
CREATE UNIQUE INDEX register_discrepancy_open ON public.register_discrepancy USING btree (customer_id, register) WHERE (status = ANY (ARRAY['found'::text, 'reminded'::text]));
CREATE INDEX register_discrepancy_status ON public.register_discrepancy USING btree (status, due_on, id);

CREATE TABLE register_discrepancy_event (
  discrepancy_id bigint NOT NULL,
  "position" integer NOT NULL,
  kind text NOT NULL,
  text text,
  comparison_id bigint,
  at timestamp with time zone NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  CONSTRAINT register_discrepancy_event_pkey PRIMARY KEY (discrepancy_id, "position"),
  CONSTRAINT register_discrepancy_event_comparison_id_fkey FOREIGN KEY (comparison_id) REFERENCES register_comparison(id),
  CONSTRAINT register_discrepancy_event_discrepancy_id_fkey FOREIGN KEY (discrepancy_id) REFERENCES register_discrepancy(id),
  CONSTRAINT register_discrepancy_event_kind_check CHECK ((kind = ANY (ARRAY['found'::text, 'compared'::text, 'noted'::text, 'reminded'::text, 'corrected'::text, 'reported'::text, 'explained'::text]))),
  CONSTRAINT register_discrepancy_event_position_check CHECK (("position" >= 1))
);

CREATE TABLE relationship (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  holder_id bigint NOT NULL,
  subject_id bigint NOT NULL,
  type text NOT NULL,
  share numeric(15,12),
  means text,
  since date NOT NULL,
  until date,
  source text NOT NULL,
  reference text,
  stated jsonb NOT NULL,
  fact text,
  fact_digest text,
  recorded_at timestamp with time zone NOT NULL,
  recorded_by_kind text NOT NULL,
  recorded_by_id text NOT NULL,
  recorded_by_name text NOT NULL,
  holder_from bigint,
  subject_from bigint,
  recorded_branch text,
  CONSTRAINT relationship_pkey PRIMARY KEY (id),
  CONSTRAINT relationship_check CHECK ((until >= since)),
  CONSTRAINT relationship_check1 CHECK (((holder_id <> subject_id) OR (type = 'owns'::text))),
  CONSTRAINT relationship_check2 CHECK (((share IS NOT NULL) OR (type <> ALL (ARRAY['owns'::text, 'votes'::text, 'income'::text])))),
  CONSTRAINT relationship_fact_check CHECK ((fact = ANY (ARRAY['beneficialOwners'::text, 'legalRepresentative'::text, 'agent'::text]))),
  CONSTRAINT relationship_holder_from_fkey FOREIGN KEY (holder_from) REFERENCES party(id),
  CONSTRAINT relationship_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES party(id),
  CONSTRAINT relationship_public_id_key UNIQUE (public_id),
  CONSTRAINT relationship_share_check CHECK (((share >= (0)::numeric) AND (share <= (100)::numeric))),
  CONSTRAINT relationship_source_check CHECK ((source = ANY (ARRAY['declared'::text, 'register'::text, 'document'::text]))),
  CONSTRAINT relationship_stated_check CHECK ((jsonb_typeof(stated) = 'object'::text)),
  CONSTRAINT relationship_subject_from_fkey FOREIGN KEY (subject_from) REFERENCES party(id),
  CONSTRAINT relationship_subject_id_fkey FOREIGN KEY (subject_id) REFERENCES party(id),
  CONSTRAINT relationship_type_check CHECK ((type = ANY (ARRAY['owns'::text, 'votes'::text, 'income'::text, 'controls'::text, 'manages'::text, 'legal-representative'::text, 'director'::text, 'executive'::text, 'agent'::text, 'settlor'::text, 'trustee'::text, 'beneficiary'::text, 'supervisor'::text, 'nominee-for'::text, 'relative'::text, 'associate'::text, 'beneficial-owner'::text])))
);
CREATE INDEX relationship_documents_until ON public.relationship USING btree (documents_until(stated) COLLATE "C", id) WHERE (documents_until(stated) IS NOT NULL);
CREATE INDEX relationship_fact ON public.relationship USING btree (subject_id, fact) WHERE (fact IS NOT NULL);
CREATE INDEX relationship_holder ON public.relationship USING btree (holder_id, type);
CREATE INDEX relationship_holder_from ON public.relationship USING btree (holder_from) WHERE (holder_from IS NOT NULL);
CREATE INDEX relationship_since ON public.relationship USING btree (since);
CREATE INDEX relationship_subject ON public.relationship USING btree (subject_id, type);
CREATE INDEX relationship_subject_from ON public.relationship USING btree (subject_from) WHERE (subject_from IS NOT NULL);
CREATE INDEX relationship_until ON public.relationship USING btree (until) WHERE (until IS NOT NULL);

CREATE TABLE relationship_end (
  relationship_id bigint NOT NULL,
  until date NOT NULL,
  reason text NOT NULL,
  ended_at timestamp with time zone NOT NULL,
  ended_by_kind text NOT NULL,
  ended_by_id text NOT NULL,
  ended_by_name text NOT NULL,
  ended_branch text,
  CONSTRAINT relationship_end_pkey PRIMARY KEY (relationship_id),
  CONSTRAINT relationship_end_reason_check CHECK ((reason <> ''::text)),
  CONSTRAINT relationship_end_relationship_id_fkey FOREIGN KEY (relationship_id) REFERENCES relationship(id)
);
CREATE INDEX relationship_end_until ON public.relationship_end USING btree (until);

CREATE TABLE report (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  kind text NOT NULL,
  status text NOT NULL,
  business_date date,
  due_on date NOT NULL,
  due_on_estimated boolean NOT NULL,
  form_name text NOT NULL,
  form_version text NOT NULL,
  institution_code text NOT NULL,
  institution_name text NOT NULL,
  summary jsonb NOT NULL,
  findings jsonb NOT NULL,
  error_count integer NOT NULL,
  created_at timestamp with time zone NOT NULL,
  maker_id text NOT NULL,
  maker_name text NOT NULL,
  approved_at timestamp with time zone,
  approver_id text,
  approver_name text,
  submitted_at timestamp with time zone,
  submitter_id text,
  submitter_name text,
  CONSTRAINT report_pkey PRIMARY KEY (id),
  CONSTRAINT report_check CHECK (((kind <> 'large-value'::text) OR (business_date IS NOT NULL))),
  CONSTRAINT report_check1 CHECK ((((approved_at IS NULL) = (approver_id IS NULL)) AND ((submitted_at IS NULL) = (submitter_id IS NULL)))),
  CONSTRAINT report_check2 CHECK (((status = 'draft'::text) OR (approved_at IS NOT NULL))),
  CONSTRAINT report_check3 CHECK (((status = ANY (ARRAY['draft'::text, 'approved'::text])) OR (submitted_at IS NOT NULL))),
  CONSTRAINT report_check4 CHECK ((approver_id IS DISTINCT FROM maker_id)),
  CONSTRAINT report_check5 CHECK (((status = 'draft'::text) OR (error_count = 0))),
  CONSTRAINT report_error_count_check CHECK ((error_count >= 0)),
  CONSTRAINT report_findings_check CHECK ((jsonb_typeof(findings) = 'array'::text)),
  CONSTRAINT report_kind_check CHECK ((kind = ANY (ARRAY['large-value'::text, 'suspicious'::text, 'correction'::text, 'deletion'::text, 'continuing'::text, 'supplement'::text]))),
  CONSTRAINT report_public_id_key UNIQUE (public_id),
  CONSTRAINT report_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'approved'::text, 'submitted'::text, 'accepted'::text, 'correction-requested'::text, 'rejected'::text]))),
  CONSTRAINT report_summary_check CHECK ((jsonb_typeof(summary) = 'object'::text))
);
CREATE INDEX report_due ON public.report USING btree (due_on, id) WHERE (status = ANY (ARRAY['draft'::text, 'approved'::text]));
CREATE INDEX report_listed ON public.report USING btree (business_date DESC, id DESC);

CREATE TABLE report_customer (
  report_id bigint NOT NULL,
  "position" integer NOT NULL,
  snapshot jsonb NOT NULL,
  CONSTRAINT report_customer_pkey PRIMARY KEY (report_id, "position"),
  CONSTRAINT report_customer_report_id_fkey FOREIGN KEY (report_id) REFERENCES report(id),
  CONSTRAINT report_customer_snapshot_check CHECK ((jsonb_typeof(snapshot) = 'object'::text))
);

CREATE TABLE report_event (
  report_id bigint NOT NULL,
  "position" integer NOT NULL,
  event text NOT NULL,
  at timestamp with time zone NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  CONSTRAINT report_event_pkey PRIMARY KEY (report_id, "position"),
  CONSTRAINT report_event_event_check CHECK ((event = ANY (ARRAY['created'::text, 'approved'::text, 'submitted'::text]))),
  CONSTRAINT report_event_report_id_fkey FOREIGN KEY (report_id) REFERENCES report(id)
);

CREATE TABLE report_file (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  report_id bigint NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  media_type text NOT NULL,
  sha256 bytea NOT NULL,
  size bigint NOT NULL,
  records integer,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT report_file_pkey PRIMARY KEY (id),
  CONSTRAINT report_file_records_check CHECK ((records > 0)),
  CONSTRAINT report_file_report_id_fkey FOREIGN KEY (report_id) REFERENCES report(id),
  CONSTRAINT report_file_report_id_name_key UNIQUE (report_id, name),
  CONSTRAINT report_file_role_check CHECK ((role = ANY (ARRAY['message'::text, 'package'::text, 'print'::text]))),
  CONSTRAINT report_file_sha256_check CHECK ((octet_length(sha256) = 32)),
  CONSTRAINT report_file_size_check CHECK ((size >= 0))
);
CREATE UNIQUE INDEX report_file_message ON public.report_file USING btree (name) WHERE (role = ANY (ARRAY['message'::text, 'package'::text]));

CREATE TABLE report_file_part (
  file_id bigint NOT NULL,
  "position" integer NOT NULL,
  content bytea NOT NULL,
  CONSTRAINT report_file_part_pkey PRIMARY KEY (file_id, "position"),
  CONSTRAINT report_file_part_file_id_fkey FOREIGN KEY (file_id) REFERENCES report_file(id)
);

CREATE TABLE report_number (
  series text NOT NULL,
  day date NOT NULL,
  last integer NOT NULL,
  CONSTRAINT report_number_pkey PRIMARY KEY (series, day),
  CONSTRAINT report_number_last_check CHECK (((last >= 1) AND (last <= 99999999)))
);

CREATE TABLE report_record (
  report_id bigint NOT NULL,
  customer_number text NOT NULL,
  business_date date NOT NULL,
  feature text NOT NULL,
  business_id text NOT NULL,
  customer_id bigint NOT NULL,
  booked_at timestamp with time zone NOT NULL,
  ledger_id bigint NOT NULL,
  amount numeric(20,4) NOT NULL,
  CONSTRAINT report_record_pkey PRIMARY KEY (report_id, customer_number, business_date, feature, business_id),
  CONSTRAINT report_record_report_id_fkey FOREIGN KEY (report_id) REFERENCES report(id)
);
CREATE INDEX report_record_customer ON public.report_record USING btree (customer_id, booked_at);

CREATE TABLE reported_key (
  customer_number text NOT NULL,
  business_date date NOT NULL,
  feature text NOT NULL,
  business_id text NOT NULL,
  report_id bigint NOT NULL,
  CONSTRAINT reported_key_pkey PRIMARY KEY (business_date, customer_number, feature, business_id),
  CONSTRAINT reported_key_report_id_fkey FOREIGN KEY (report_id) REFERENCES report(id)
);

CREATE TABLE restriction (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  customer_id bigint NOT NULL,
  measures jsonb NOT NULL,
  reason text NOT NULL,
  note text,
  collect text[] NOT NULL,
  task_id uuid,
  rules_version integer NOT NULL,
  proposed_on date NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  CONSTRAINT restriction_pkey PRIMARY KEY (id),
  CONSTRAINT restriction_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT restriction_measures_check CHECK ((jsonb_typeof(measures) = 'array'::text)),
  CONSTRAINT restriction_public_id_key UNIQUE (public_id),
  CONSTRAINT restriction_task_id_fkey FOREIGN KEY (task_id) REFERENCES review_task(public_id)
);
CREATE UNIQUE INDEX restriction_of_task ON public.restriction USING btree (task_id) WHERE (actor_kind = 'system'::text);
CREATE INDEX restriction_task ON public.restriction USING btree (task_id) WHERE (task_id IS NOT NULL);

CREATE TABLE restriction_event (
  restriction_id bigint NOT NULL,
  "position" integer NOT NULL,
  kind text NOT NULL,
  at timestamp with time zone NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  note text,
  CONSTRAINT restriction_event_pkey PRIMARY KEY (restriction_id, "position"),
  CONSTRAINT restriction_event_kind_check CHECK ((kind = ANY (ARRAY['approved'::text, 'refused'::text, 'withdrawn'::text, 'end-proposed'::text, 'lifted'::text]))),
  CONSTRAINT restriction_event_position_check CHECK (("position" >= 1)),
  CONSTRAINT restriction_event_restriction_id_fkey FOREIGN KEY (restriction_id) REFERENCES restriction(id)
);

CREATE TABLE restriction_state (
  restriction_id bigint NOT NULL,
  customer_id bigint NOT NULL,
  status text DEFAULT 'proposed'::text NOT NULL,
  in_force_from date,
  ended_on date,
  changed_at timestamp with time zone NOT NULL,
  version integer DEFAULT 0 NOT NULL,
  end_proposed_at timestamp with time zone,
  CONSTRAINT restriction_state_pkey PRIMARY KEY (restriction_id),
  CONSTRAINT restriction_state_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT restriction_state_restriction_id_fkey FOREIGN KEY (restriction_id) REFERENCES restriction(id),
  CONSTRAINT restriction_state_status_check CHECK ((status = ANY (ARRAY['proposed'::text, 'in-force'::text, 'refused'::text, 'withdrawn'::text, 'lifted'::text])))
);
CREATE INDEX restriction_changed ON public.restriction_state USING btree (changed_at, restriction_id);
CREATE INDEX restriction_customer ON public.restriction_state USING btree (customer_id, restriction_id);
CREATE INDEX restriction_end_proposed ON public.restriction_state USING btree (changed_at, restriction_id) WHERE ((status = 'in-force'::text) AND (end_proposed_at IS NOT NULL));
CREATE INDEX restriction_status ON public.restriction_state USING btree (status, changed_at, restriction_id);

CREATE TABLE review_run (
  through_day date NOT NULL,
  from_day date NOT NULL,
  phase text NOT NULL,
  "position" jsonb,
  counts jsonb DEFAULT '{}'::jsonb NOT NULL,
  batches integer DEFAULT 0 NOT NULL,
  started_at timestamp with time zone NOT NULL,
  finished_at timestamp with time zone,
  CONSTRAINT review_run_pkey PRIMARY KEY (through_day),
  CONSTRAINT review_run_check CHECK ((from_day <= through_day))
);
CREATE INDEX review_run_unfinished ON public.review_run USING btree (through_day) WHERE (finished_at IS NULL);

CREATE TABLE review_task (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  customer_id bigint NOT NULL,
  kind text NOT NULL,
  episode text NOT NULL,
  audience text NOT NULL,
  raised_on date NOT NULL,
  due_on date NOT NULL,
  ask jsonb NOT NULL,
  cause_kind text,
  cause_id text,
  raised_at timestamp with time zone NOT NULL,
  collect text[] DEFAULT '{}'::text[] NOT NULL,
  reason text,
  occurrence integer DEFAULT 1 NOT NULL,
  CONSTRAINT review_task_pkey PRIMARY KEY (id),
  CONSTRAINT review_task_ask_check CHECK ((jsonb_typeof(ask) = 'object'::text)),
  CONSTRAINT review_task_audience_check CHECK ((audience = ANY (ARRAY['front-line'::text, 'compliance'::text]))),
  CONSTRAINT review_task_check CHECK (((cause_kind IS NULL) = (cause_id IS NULL))),
  CONSTRAINT review_task_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT review_task_customer_id_kind_episode_occurrence_key UNIQUE (customer_id, kind, episode, occurrence),
  CONSTRAINT review_task_episode_check CHECK ((episode <> ''::text)),
  CONSTRAINT review_task_occurrence_check CHECK ((occurrence >= 1)),
  CONSTRAINT review_task_public_id_key UNIQUE (public_id)
);
CREATE INDEX review_task_cause ON public.review_task USING btree (cause_kind, cause_id) WHERE (cause_kind IS NOT NULL);

CREATE TABLE review_task_event (
  task_id bigint NOT NULL,
  "position" integer NOT NULL,
  kind text NOT NULL,
  at timestamp with time zone NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  details jsonb NOT NULL,
  CONSTRAINT review_task_event_pkey PRIMARY KEY (task_id, "position"),
  CONSTRAINT review_task_event_details_check CHECK ((jsonb_typeof(details) = 'object'::text)),
  CONSTRAINT review_task_event_kind_check CHECK ((kind = ANY (ARRAY['assigned'::text, 'step'::text, 'completed'::text, 'settled'::text]))),
  CONSTRAINT review_task_event_position_check CHECK (("position" >= 1)),
  CONSTRAINT review_task_event_task_id_fkey FOREIGN KEY (task_id) REFERENCES review_task(id)
);

CREATE TABLE review_task_state (
  task_id bigint NOT NULL,
  customer_id bigint NOT NULL,
  branch text,
  kind text NOT NULL,
  audience text NOT NULL,
  due_on date NOT NULL,
  status text DEFAULT 'open'::text NOT NULL,
  assignee uuid,
  next_step_on date,
  closed_on date,
  version integer DEFAULT 0 NOT NULL,
  outcome text,
  CONSTRAINT review_task_state_pkey PRIMARY KEY (task_id),
  CONSTRAINT review_task_state_check CHECK (((outcome IS NULL) OR (status <> 'open'::text))),
  CONSTRAINT review_task_state_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT review_task_state_status_check CHECK ((status = ANY (ARRAY['open'::text, 'done'::text, 'settled'::text]))),
  CONSTRAINT review_task_state_task_id_fkey FOREIGN KEY (task_id) REFERENCES review_task(id)
);
CREATE INDEX review_task_assignee_queue ON public.review_task_state USING btree (assignee, due_on, task_id) WHERE ((status = 'open'::text) AND (assignee IS NOT NULL));
CREATE INDEX review_task_branch_queue ON public.review_task_state USING btree (branch, audience, due_on, task_id) WHERE (status = 'open'::text);
CREATE INDEX review_task_closed ON public.review_task_state USING btree (status, due_on, task_id) WHERE (status <> 'open'::text);
CREATE INDEX review_task_customer ON public.review_task_state USING btree (customer_id, task_id);
CREATE INDEX review_task_kind_queue ON public.review_task_state USING btree (kind, due_on, task_id) WHERE (status = 'open'::text);
CREATE INDEX review_task_open ON public.review_task_state USING btree (task_id) WHERE (status = 'open'::text);
CREATE INDEX review_task_queue ON public.review_task_state USING btree (due_on, task_id) WHERE (status = 'open'::text);
CREATE INDEX review_task_refused ON public.review_task_state USING btree (task_id) WHERE (outcome = 'customer-refused'::text);
CREATE INDEX review_task_steps ON public.review_task_state USING btree (next_step_on, task_id) WHERE ((status = 'open'::text) AND (next_step_on IS NOT NULL));

CREATE TABLE risk_alert_seen (
  alert_id bigint NOT NULL,
  version integer NOT NULL,
  CONSTRAINT risk_alert_seen_pkey PRIMARY KEY (alert_id, version)
);

CREATE TABLE risk_model_version (
  model_id text NOT NULL,
  version integer NOT NULL,
  definition jsonb NOT NULL,
  digest bytea NOT NULL,
  status text NOT NULL,
  note text DEFAULT ''::text NOT NULL,
  made_at timestamp with time zone NOT NULL,
  maker_id text NOT NULL,
  maker_name text NOT NULL,
  submitted_at timestamp with time zone,
  decided_at timestamp with time zone,
  decider_id text,
  decider_name text,
  comment text,
  CONSTRAINT risk_model_version_pkey PRIMARY KEY (model_id, version),
  CONSTRAINT risk_model_version_check CHECK (((decider_id IS DISTINCT FROM maker_id) OR (maker_id = 'system'::text))),
  CONSTRAINT risk_model_version_definition_check CHECK ((jsonb_typeof(definition) = 'object'::text)),
  CONSTRAINT risk_model_version_digest_check CHECK ((octet_length(digest) = 32)),
  CONSTRAINT risk_model_version_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'submitted'::text, 'active'::text, 'retired'::text, 'refused'::text]))),
  CONSTRAINT risk_model_version_version_check CHECK ((version > 0))
);
CREATE UNIQUE INDEX risk_model_active ON public.risk_model_version USING btree (model_id) WHERE (status = 'active'::text);

CREATE TABLE risk_override (
  id uuid NOT NULL,
  customer_id bigint NOT NULL,
  level text NOT NULL,
  machine_level text NOT NULL,
  reason text NOT NULL,
  status text DEFAULT 'awaiting-approval'::text NOT NULL,
  judged_at_level text,
  expires_on date,
  made_at timestamp with time zone NOT NULL,
  maker_id text NOT NULL,
  maker_name text NOT NULL,
  decided_at timestamp with time zone,
  decider_id text,
  decider_name text,
  comment text,
  ended_at timestamp with time zone,
  end_reason text,
  merged_from bigint,
  ended_by_merge bigint,
  CONSTRAINT risk_override_pkey PRIMARY KEY (id),
  CONSTRAINT risk_override_check CHECK ((decider_id IS DISTINCT FROM maker_id)),
  CONSTRAINT risk_override_check1 CHECK (((status <> 'in-force'::text) OR ((expires_on IS NOT NULL) AND (judged_at_level IS NOT NULL) AND (decided_at IS NOT NULL)))),
  CONSTRAINT risk_override_check2 CHECK (((status = 'ended'::text) = (ended_at IS NOT NULL))),
  CONSTRAINT risk_override_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT risk_override_end_reason_check CHECK ((end_reason = ANY (ARRAY['expired'::text, 'machine-rose'::text, 'set-by-law'::text, 'level-gone'::text, 'replaced'::text, 'closed'::text, 'merged'::text]))),
  CONSTRAINT risk_override_merged_from_fkey FOREIGN KEY (merged_from) REFERENCES customer(id),
  CONSTRAINT risk_override_status_check CHECK ((status = ANY (ARRAY['awaiting-approval'::text, 'in-force'::text, 'refused'::text, 'ended'::text])))
);
CREATE INDEX risk_override_customer ON public.risk_override USING btree (customer_id, made_at);
CREATE UNIQUE INDEX risk_override_in_force ON public.risk_override USING btree (customer_id) WHERE (status = 'in-force'::text);
CREATE UNIQUE INDEX risk_override_pending ON public.risk_override USING btree (customer_id) WHERE (status = 'awaiting-approval'::text);
CREATE INDEX risk_override_status ON public.risk_override USING btree (status, made_at, id);

CREATE TABLE risk_preview (
  id uuid NOT NULL,
  model_id text NOT NULL,
  version integer NOT NULL,
  state text DEFAULT 'queued'::text NOT NULL,
  "position" bigint DEFAULT 0 NOT NULL,
  customers integer DEFAULT 0 NOT NULL,
  expected integer NOT NULL,
  created_at timestamp with time zone NOT NULL,
  maker_id text NOT NULL,
  maker_name text NOT NULL,
  finished_at timestamp with time zone,
  CONSTRAINT risk_preview_pkey PRIMARY KEY (id),
  CONSTRAINT risk_preview_model_id_version_fkey FOREIGN KEY (model_id, version) REFERENCES risk_model_version(model_id, version),
  CONSTRAINT risk_preview_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'completed'::text])))
);
CREATE INDEX risk_preview_due ON public.risk_preview USING btree (created_at) WHERE (state <> 'completed'::text);
CREATE INDEX risk_preview_version ON public.risk_preview USING btree (model_id, version, created_at);

CREATE TABLE risk_preview_cell (
  preview_id uuid NOT NULL,
  branch text NOT NULL,
  before_level text NOT NULL,
  after_level text NOT NULL,
  customers integer NOT NULL,
  CONSTRAINT risk_preview_cell_pkey PRIMARY KEY (preview_id, branch, before_level, after_level),
  CONSTRAINT risk_preview_cell_preview_id_fkey FOREIGN KEY (preview_id) REFERENCES risk_preview(id)
);

CREATE TABLE risk_preview_move (
  preview_id uuid NOT NULL,
  customer_id bigint NOT NULL,
  branch text NOT NULL,
  before_level text NOT NULL,
  after_level text NOT NULL,
  before_total numeric(5,2) NOT NULL,
  after_total numeric(5,2) NOT NULL,
  CONSTRAINT risk_preview_move_pkey PRIMARY KEY (preview_id, customer_id),
  CONSTRAINT risk_preview_move_preview_id_fkey FOREIGN KEY (preview_id) REFERENCES risk_preview(id)
);

CREATE TABLE risk_rating (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  customer_id bigint NOT NULL,
  rated_at timestamp with time zone NOT NULL,
  rated_on date NOT NULL,
  trigger text NOT NULL,
  model_id text NOT NULL,
  model_version integer NOT NULL,
  facts_digest bytea NOT NULL,
  total numeric(5,2) NOT NULL,
  machine_level text NOT NULL,
  final_level text NOT NULL,
  items jsonb NOT NULL,
  rules jsonb NOT NULL,
  override_id uuid,
  review_on date NOT NULL,
  CONSTRAINT risk_rating_pkey PRIMARY KEY (id),
  CONSTRAINT risk_rating_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT risk_rating_facts_digest_check CHECK ((octet_length(facts_digest) = 32)),
  CONSTRAINT risk_rating_items_check CHECK ((jsonb_typeof(items) = 'array'::text)),
  CONSTRAINT risk_rating_model_id_model_version_fkey FOREIGN KEY (model_id, model_version) REFERENCES risk_model_version(model_id, version),
  CONSTRAINT risk_rating_rules_check CHECK ((jsonb_typeof(rules) = 'array'::text)),
  CONSTRAINT risk_rating_total_check CHECK (((total >= (0)::numeric) AND (total <= (100)::numeric)))
);
CREATE INDEX risk_rating_customer ON public.risk_rating USING btree (customer_id, id);

CREATE TABLE risk_request (
  customer_id bigint NOT NULL,
  trigger text NOT NULL,
  requested_at timestamp with time zone NOT NULL,
  CONSTRAINT risk_request_pkey PRIMARY KEY (customer_id),
  CONSTRAINT risk_request_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id)
);

CREATE TABLE risk_standing (
  customer_id bigint NOT NULL,
  first_due_on date NOT NULL,
  rating_id bigint,
  model_id text,
  model_version integer,
  machine_level text,
  final_level text,
  review_on date,
  override_id uuid,
  CONSTRAINT risk_standing_pkey PRIMARY KEY (customer_id),
  CONSTRAINT risk_standing_check CHECK (((rating_id IS NULL) = (final_level IS NULL))),
  CONSTRAINT risk_standing_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT risk_standing_override_id_fkey FOREIGN KEY (override_id) REFERENCES risk_override(id),
  CONSTRAINT risk_standing_rating_id_fkey FOREIGN KEY (rating_id) REFERENCES risk_rating(id)
);
CREATE INDEX risk_standing_model ON public.risk_standing USING btree (model_id, model_version, customer_id) INCLUDE (final_level);
CREATE INDEX risk_standing_review ON public.risk_standing USING btree (review_on, customer_id) WHERE (review_on IS NOT NULL);
CREATE INDEX risk_standing_unrated ON public.risk_standing USING btree (first_due_on, customer_id) WHERE (rating_id IS NULL);

CREATE TABLE risk_watch (
  name text NOT NULL,
  seen_to timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
  digest bytea,
  "position" bigint,
  CONSTRAINT risk_watch_pkey PRIMARY KEY (name)
);

CREATE TABLE rule_version (
  rule_id text NOT NULL,
  version integer NOT NULL,
  kind text NOT NULL,
  definition jsonb NOT NULL,
  digest bytea NOT NULL,
  status text NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  CONSTRAINT rule_version_pkey PRIMARY KEY (rule_id, version),
  CONSTRAINT rule_version_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'submitted'::text, 'active'::text, 'retired'::text])))
);

CREATE TABLE schema_migration (
  name text NOT NULL,
  digest text NOT NULL,
  applied_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT schema_migration_pkey PRIMARY KEY (name)
);

CREATE TABLE screening_decision (
  match_id bigint NOT NULL,
  "position" integer NOT NULL,
  decision text NOT NULL,
  reason text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  decided_at timestamp with time zone NOT NULL,
  evidence text[] DEFAULT '{}'::text[] NOT NULL,
  CONSTRAINT screening_decision_pkey PRIMARY KEY (match_id, "position"),
  CONSTRAINT screening_decision_decision_check CHECK ((decision = ANY (ARRAY['true-match'::text, 'false-match'::text]))),
  CONSTRAINT screening_decision_match_id_fkey FOREIGN KEY (match_id) REFERENCES screening_match(id),
  CONSTRAINT screening_decision_reason_check CHECK ((reason <> ''::text))
);

CREATE TABLE screening_match (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  customer_id bigint NOT NULL,
  entry_id bigint NOT NULL,
  matched_by text NOT NULL,
  found_at timestamp with time zone NOT NULL,
  status text DEFAULT 'open'::text NOT NULL,
  merged_from bigint,
  evidence text[] DEFAULT '{}'::text[] NOT NULL,
  episode text NOT NULL,
  CONSTRAINT screening_match_pkey PRIMARY KEY (id),
  CONSTRAINT screening_match_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT screening_match_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES watchlist_entry(id),
  CONSTRAINT screening_match_matched_by_check CHECK ((matched_by = ANY (ARRAY['name'::text, 'document'::text]))),
  CONSTRAINT screening_match_merged_from_fkey FOREIGN KEY (merged_from) REFERENCES customer(id),
  CONSTRAINT screening_match_public_id_key UNIQUE (public_id),
  CONSTRAINT screening_match_status_check CHECK ((status = ANY (ARRAY['open'::text, 'awaiting-second'::text, 'false-match'::text, 'true-match'::text])))
);
CREATE INDEX screening_match_customer ON public.screening_match USING btree (customer_id, status);
CREATE UNIQUE INDEX screening_match_record ON public.screening_match USING btree (COALESCE(merged_from, customer_id), entry_id);
CREATE INDEX screening_match_status ON public.screening_match USING btree (status, id);

CREATE TABLE senior_approval (
  customer_id bigint NOT NULL,
  "position" integer NOT NULL,
  public_id uuid NOT NULL,
  kind text NOT NULL,
  grounds text[] NOT NULL,
  reason text,
  at timestamp with time zone NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  facts_digest bytea,
  merged_from bigint,
  CONSTRAINT senior_approval_pkey PRIMARY KEY (customer_id, "position"),
  CONSTRAINT senior_approval_check CHECK (((kind = 'asked'::text) OR (reason IS NOT NULL))),
  CONSTRAINT senior_approval_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT senior_approval_facts_digest_check CHECK ((octet_length(facts_digest) = 32)),
  CONSTRAINT senior_approval_grounds_check CHECK ((cardinality(grounds) > 0)),
  CONSTRAINT senior_approval_kind_check CHECK ((kind = ANY (ARRAY['asked'::text, 'approved'::text, 'refused'::text]))),
  CONSTRAINT senior_approval_merged_from_fkey FOREIGN KEY (merged_from) REFERENCES customer(id),
  CONSTRAINT senior_approval_position_check CHECK (("position" >= 1)),
  CONSTRAINT senior_approval_public_id_key UNIQUE (public_id)
);
CREATE INDEX senior_approval_asked ON public.senior_approval USING btree (customer_id) WHERE (kind = 'asked'::text);

CREATE TABLE session (
  id uuid NOT NULL,
  token_digest bytea NOT NULL,
  user_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_seen_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT session_pkey PRIMARY KEY (id),
  CONSTRAINT session_token_digest_check CHECK ((octet_length(token_digest) = 32)),
  CONSTRAINT session_token_digest_key UNIQUE (token_digest),
  CONSTRAINT session_user_id_fkey FOREIGN KEY (user_id) REFERENCES user_account(id)
);
CREATE INDEX session_expires_at ON public.session USING btree (expires_at);
CREATE INDEX session_user_id ON public.session USING btree (user_id);

CREATE TABLE sign_in_attempt (
  key bytea NOT NULL,
  window_start timestamp with time zone NOT NULL,
  attempts integer NOT NULL,
  CONSTRAINT sign_in_attempt_pkey PRIMARY KEY (key)
);
CREATE INDEX sign_in_attempt_window_start ON public.sign_in_attempt USING btree (window_start);

CREATE TABLE transaction_key (
  key uuid NOT NULL,
  content uuid NOT NULL,
  customer_id bigint NOT NULL,
  booked_at timestamp with time zone NOT NULL,
  ledger_id bigint NOT NULL,
  CONSTRAINT transaction_key_pkey PRIMARY KEY (key)
);

CREATE TABLE user_account (
  id uuid NOT NULL,
  username text NOT NULL,
  display_name text NOT NULL,
  password_hash text NOT NULL,
  roles text[] NOT NULL,
  branch text NOT NULL,
  status text DEFAULT 'active'::text NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT user_account_pkey PRIMARY KEY (id),
  CONSTRAINT user_account_branch_fkey FOREIGN KEY (branch) REFERENCES branch(code),
  CONSTRAINT user_account_roles_check CHECK (((cardinality(roles) > 0) AND (roles <@ ARRAY['teller'::text, 'compliance-officer'::text, 'compliance-manager'::text, 'auditor'::text, 'administrator'::text]))),
  CONSTRAINT user_account_status_check CHECK ((status = ANY (ARRAY['active'::text, 'disabled'::text]))),
  CONSTRAINT user_account_username_check CHECK ((username = lower(username))),
  CONSTRAINT user_account_username_key UNIQUE (username)
);

CREATE TABLE vault_object (
  id uuid NOT NULL,
  record_key_id uuid NOT NULL,
  media_type text NOT NULL,
  size integer NOT NULL,
  digest bytea NOT NULL,
  wrapped_key bytea NOT NULL,
  ciphertext bytea NOT NULL,
  ciphertext_sha256 bytea NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT vault_object_pkey PRIMARY KEY (id),
  CONSTRAINT vault_object_check CHECK ((octet_length(ciphertext) = (size + 28))),
  CONSTRAINT vault_object_ciphertext_sha256_check CHECK ((octet_length(ciphertext_sha256) = 32)),
  CONSTRAINT vault_object_digest_check CHECK ((octet_length(digest) = 32)),
  CONSTRAINT vault_object_media_type_check CHECK ((media_type <> ''::text)),
  CONSTRAINT vault_object_record_key_id_fkey FOREIGN KEY (record_key_id) REFERENCES record_key(id),
  CONSTRAINT vault_object_size_check CHECK ((size >= 0)),
  CONSTRAINT vault_object_wrapped_key_check CHECK ((octet_length(wrapped_key) = 60))
);
CREATE INDEX vault_object_record_key ON public.vault_object USING btree (record_key_id, id);

CREATE TABLE verification (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  customer_id bigint NOT NULL,
  verified_at timestamp with time zone NOT NULL,
  verified_on date NOT NULL,
  reason text NOT NULL,
  method text NOT NULL,
  outcome text NOT NULL,
  documents jsonb NOT NULL,
  evidence jsonb NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  merged_from bigint,
  CONSTRAINT verification_pkey PRIMARY KEY (id),
  CONSTRAINT verification_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customer(id),
  CONSTRAINT verification_documents_check CHECK ((jsonb_typeof(documents) = 'array'::text)),
  CONSTRAINT verification_evidence_check CHECK ((jsonb_typeof(evidence) = 'array'::text)),
  CONSTRAINT verification_merged_from_fkey FOREIGN KEY (merged_from) REFERENCES customer(id),
  CONSTRAINT verification_outcome_check CHECK ((outcome = ANY (ARRAY['confirmed'::text, 'failed'::text, 'refused-by-customer'::text]))),
  CONSTRAINT verification_public_id_key UNIQUE (public_id)
);
CREATE INDEX verification_customer ON public.verification USING btree (customer_id, id);

CREATE TABLE watchlist (
  id text NOT NULL,
  name text NOT NULL,
  CONSTRAINT watchlist_pkey PRIMARY KEY (id),
  CONSTRAINT watchlist_name_check CHECK ((name <> ''::text))
);

CREATE TABLE watchlist_entry (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  list_id text NOT NULL,
  entity_id text NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  date_of_birth date,
  details jsonb DEFAULT '{}'::jsonb NOT NULL,
  removed_by uuid,
  CONSTRAINT watchlist_entry_pkey PRIMARY KEY (id),
  CONSTRAINT watchlist_entry_kind_check CHECK ((kind = ANY (ARRAY['individual'::text, 'organisation'::text]))),
  CONSTRAINT watchlist_entry_list_id_entity_id_key UNIQUE (list_id, entity_id),
  CONSTRAINT watchlist_entry_list_id_fkey FOREIGN KEY (list_id) REFERENCES watchlist(id),
  CONSTRAINT watchlist_entry_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES watchlist_import(id)
);

CREATE TABLE watchlist_import (
  id uuid NOT NULL,
  list_id text NOT NULL,
  published_on date,
  imported_at timestamp with time zone NOT NULL,
  actor_id text NOT NULL,
  sha256 text NOT NULL,
  added integer NOT NULL,
  changed integer NOT NULL,
  removed integer NOT NULL,
  CONSTRAINT watchlist_import_pkey PRIMARY KEY (id),
  CONSTRAINT watchlist_import_list_id_fkey FOREIGN KEY (list_id) REFERENCES watchlist(id)
);
CREATE INDEX watchlist_import_list ON public.watchlist_import USING btree (list_id, imported_at);

CREATE TABLE watchlist_key (
  entry_id bigint NOT NULL,
  kind text NOT NULL,
  key text NOT NULL,
  CONSTRAINT watchlist_key_pkey PRIMARY KEY (entry_id, kind, key),
  CONSTRAINT watchlist_key_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES watchlist_entry(id),
  CONSTRAINT watchlist_key_kind_check CHECK ((kind = ANY (ARRAY['name'::text, 'document'::text])))
);
CREATE INDEX watchlist_key_key ON public.watchlist_key USING btree (key, kind, entry_id);

CREATE VIEW account_view AS
 SELECT id,
    customer_id,
    account_number,
    type,
    currency,
    opened_on,
    closed_on
   FROM account;

CREATE VIEW alert_transaction_view AS
 SELECT alert_id,
    ledger_id,
    customer_id,
    booked_at,
    source,
    reference,
    amount,
    counted,
    currency,
    measure,
    added_at,
    withdrawn_at
   FROM alert_transaction;

CREATE VIEW alert_view AS
 SELECT id,
    public_id,
    kind,
    rule_id,
    rule_version,
    customer_id,
    as_of,
    direction,
    episode,
    severity,
    status,
    measures,
    explanation,
    due_on,
    due_on_estimated,
    assignee,
    raised_at,
    changed_at,
    version,
    merged_from,
    superseded_by
   FROM alert;

CREATE VIEW beneficial_owner_determination_view AS
 SELECT customer_id,
    version,
    as_of,
    computed_at,
    result ->> 'outcome'::text AS outcome,
    ( SELECT count(*)::integer AS count
           FROM beneficial_owner o
          WHERE o.customer_id = d.customer_id AND o.version = d.version AND o.rules <> 'usual'::text) AS owners
   FROM beneficial_owner_determination d;

CREATE VIEW beneficial_owner_view AS
 SELECT o.customer_id,
    o.party_id,
    o.basis,
    o.share,
    o.version,
    d.as_of,
    d.computed_at
   FROM beneficial_owner_subject s
     JOIN beneficial_owner o ON o.customer_id = s.customer_id AND o.version = s.version AND o.rules <> 'usual'::text
     JOIN beneficial_owner_determination d ON d.customer_id = s.customer_id AND d.version = s.version;

CREATE VIEW branch_view AS
 SELECT code,
    name,
    parent,
    country
   FROM branch;

CREATE VIEW contact_log_view AS
 SELECT id,
    public_id,
    customer_id,
    at,
    channel,
    subject,
    outcome,
    front_line,
    actor_name,
    review_task_id,
    recorded_at
   FROM contact_log;

CREATE VIEW customer_address_view AS
 SELECT c.id AS customer_id,
    (e.ordinal - 1)::integer AS "position",
    e.address ->> 'type'::text AS type,
    e.address ->> 'text'::text AS text,
    e.address ->> 'country'::text AS country,
    e.address ->> 'region'::text AS region
   FROM customer c,
    LATERAL jsonb_array_elements(c.profile -> 'addresses'::text) WITH ORDINALITY e(address, ordinal);

CREATE VIEW customer_change_view AS
 SELECT customer_id,
    version,
    changed_at,
    actor_kind,
    actor_name,
    ARRAY( SELECT DISTINCT split_part(f.value ->> 'pointer'::text, '/'::text, 2) AS split_part
           FROM jsonb_array_elements(customer_change.fields) f(value)) AS changed_fields,
    actor_id
   FROM customer_change;

CREATE VIEW customer_contact_key_view AS
 SELECT kind,
    key,
    customer_id
   FROM customer_contact_key;

CREATE VIEW customer_contact_view AS
 SELECT c.id AS customer_id,
    (e.ordinal - 1)::integer AS "position",
    e.contact ->> 'type'::text AS type,
    e.contact ->> 'value'::text AS value,
    (e.contact -> 'consent'::text)::boolean AS consent
   FROM customer c,
    LATERAL jsonb_array_elements(c.profile -> 'contacts'::text) WITH ORDINALITY e(contact, ordinal);

CREATE VIEW customer_document_view AS
 SELECT customer_id,
    "position",
    type,
    number,
    number_key,
    issuer,
    issued_on,
    valid_until,
    long_term
   FROM customer_document;

CREATE VIEW customer_due_diligence_view AS
 SELECT id AS customer_id,
    COALESCE(profile ->> 'dueDiligence'::text, 'standard'::text) AS level,
    COALESCE(profile ->> 'sourceOfFunds'::text, ''::text) <> ''::text AS source_of_funds
   FROM customer;

CREATE VIEW customer_established_view AS
 SELECT id,
    established_at
   FROM customer;

CREATE VIEW customer_event_view AS
 SELECT id,
    public_id,
    customer_id,
    source,
    reference,
    type,
    occurred_on,
    details,
    recorded_at
   FROM customer_event;

CREATE VIEW customer_image_view AS
 SELECT id,
    customer_id,
    media_type,
    uploaded_at,
    bound_at
   FROM document_image
  WHERE customer_id IS NOT NULL;

CREATE VIEW customer_merge_view AS
 SELECT public_id,
    kept_id,
    merged_id,
    merged_at,
    merger_name,
    reversed_at,
    reverser_name
   FROM customer_merge;

CREATE VIEW customer_name_key_view AS
 SELECT customer_id,
    name_key
   FROM customer_name_key;

CREATE VIEW customer_profile_view AS
 SELECT id AS customer_id,
    profile ->> 'channel'::text AS channel,
    profile ? 'agent'::text AS has_agent,
    profile ? 'reliedOnThirdParty'::text AS relied_on_third_party,
    profile ? 'correspondent'::text AS correspondent,
    (NOT profile ? 'purpose'::text)::integer + (NOT profile ? 'sourceOfFunds'::text)::integer + (NOT (profile ? 'annualIncome'::text OR profile ? 'registeredCapital'::text))::integer AS information_gaps,
    COALESCE(jsonb_array_length(profile -> 'beneficialOwners'::text), 0) AS owner_count,
    ARRAY( SELECT DISTINCT named.country
           FROM ( SELECT c.nationality AS country
                UNION ALL
                 SELECT a.value ->> 'country'::text
                   FROM jsonb_array_elements(c.profile -> 'addresses'::text) a(value)
                UNION ALL
                 SELECT (c.profile -> 'legalRepresentative'::text) ->> 'nationality'::text
                UNION ALL
                 SELECT (c.profile -> 'agent'::text) ->> 'nationality'::text
                UNION ALL
                 SELECT o.value ->> 'nationality'::text
                   FROM jsonb_array_elements(c.profile -> 'beneficialOwners'::text) o(value)) named
          WHERE named.country IS NOT NULL) AS countries,
    ARRAY( SELECT o.value ->> 'nationality'::text
           FROM jsonb_array_elements(c.profile -> 'beneficialOwners'::text) o(value)
          WHERE o.value ? 'nationality'::text) AS owner_countries,
    ARRAY( SELECT DISTINCT a.value ->> 'region'::text
           FROM jsonb_array_elements(c.profile -> 'addresses'::text) a(value)
          WHERE a.value ? 'region'::text) AS regions,
    COALESCE(((profile -> 'politicallyExposed'::text) ->> 'category'::text) = 'foreign'::text, false) AS foreign_exposed,
    (EXISTS ( SELECT
           FROM jsonb_array_elements(c.profile -> 'beneficialOwners'::text) o(value)
          WHERE ((o.value -> 'politicallyExposed'::text) ->> 'category'::text) = 'foreign'::text)) AS owner_foreign_exposed
   FROM customer c;

CREATE VIEW customer_standing_view AS
 SELECT id,
    status,
    facts_hold,
    findings,
    restricted,
    closed_on,
    closure_reason,
    (status = ANY (ARRAY['pending'::customer_status, 'restricted'::customer_status])) AND (facts_hold = 'pending'::text OR jsonb_path_exists(findings - 'screening'::text - 'approvals'::text, '$.*[*]?(@."severity" == "error")'::jsonpath)) AS holds_pending
   FROM customer;

CREATE VIEW customer_view AS
 SELECT id,
    public_id,
    customer_number,
    kind,
    public_body,
    occasional,
    status,
    branch,
    name,
    name_latin,
    gender,
    date_of_birth,
    nationality,
    occupation,
    industry,
    opened_on,
    risk_level,
    next_review_on,
    screening_state,
    profile ->> 'annualIncome'::text AS annual_income,
    profile ->> 'registeredCapital'::text AS registered_capital,
    profile -> 'legalRepresentative'::text AS legal_representative,
    created_at,
    updated_at,
    version,
    merged_into
   FROM customer;

CREATE VIEW exchange_rate_view AS
 SELECT kind,
    currency,
    base,
    rate,
    valid_from,
    valid_to
   FROM exchange_rate
  WHERE superseded_at IS NULL;

CREATE VIEW exemption_view AS
 SELECT customer_id,
    ledger_id,
    rule_id,
    item,
    state,
    since
   FROM exemption;

CREATE VIEW ledger_device_view AS
 SELECT device_key,
    customer_id,
    first_seen_on
   FROM ledger_device;

CREATE VIEW ledger_movement AS
 SELECT customer_id,
    booked_at,
    id,
    business_date,
    direction,
    method,
    channel,
    outcome,
    category,
    cash,
    cross_border,
    counterparty_public_body,
    counterparty_same_customer,
    counterparty_key,
    counterparty_country,
    currency,
    amount,
    reverses_id IS NOT NULL AS replaces,
    amount - reversed AS net,
    rate_cny,
    rate_usd,
    source,
    reference,
    COALESCE(merged_from, customer_id) AS booked_for
   FROM ledger
  WHERE NOT offsets AND reversed < amount;

CREATE VIEW ledger_view AS
 SELECT customer_id,
    booked_at,
    id,
    business_date,
    direction,
    method,
    channel,
    outcome,
    category,
    cash,
    cross_border,
    offsets,
    counterparty_public_body,
    counterparty_same_customer,
    counterparty_key,
    counterparty_country,
    currency,
    amount,
    reversed,
    rate_cny,
    rate_usd,
    account_number,
    source,
    reference,
    reverses_id,
    received_at,
    details,
    merged_from,
    COALESCE(merged_from, customer_id) AS booked_for
   FROM ledger;

CREATE VIEW notice_view AS
 SELECT id,
    public_id,
    customer_id,
    template,
    step,
    language,
    cause_kind,
    cause_id,
    queued_at,
    status,
    channel,
    shown,
    sent_at,
    changed_at
   FROM notice;

CREATE VIEW objection_view AS
 SELECT o.id,
    o.public_id,
    s.customer_id,
    o.received_on,
    s.due_on,
    s.status,
    o.recorded_at
   FROM objection o
     JOIN objection_state s ON s.objection_id = o.id;

CREATE VIEW ownership_complexity_view AS
 SELECT d.customer_id,
    d.result ->> 'outcome'::text AS outcome,
    ((d.result -> 'complexity'::text) ->> 'layers'::text)::integer AS layers,
    ((d.result -> 'complexity'::text) ->> 'circles'::text)::integer AS circles,
    ((d.result -> 'complexity'::text) ->> 'nominees'::text)::integer AS nominees,
    ((d.result -> 'complexity'::text) ->> 'trusts'::text)::integer AS trusts
   FROM beneficial_owner_subject s
     JOIN beneficial_owner_determination d ON d.customer_id = s.customer_id AND d.version = s.version;

CREATE VIEW party_document_view AS
 SELECT d.party_id,
    d.type,
    d.number,
    d.number_key,
    d.issuer,
    d.issued_on,
    d.valid_until,
    d.long_term
   FROM party_document d
     JOIN party p ON p.id = d.party_id
  WHERE p.customer_id IS NULL
UNION ALL
 SELECT p.id AS party_id,
    d.type,
    d.number,
    d.number_key COLLATE "C" AS number_key,
    d.issuer,
    d.issued_on,
    d.valid_until,
    d.long_term
   FROM customer_document d
     JOIN party p ON p.customer_id = d.customer_id;

CREATE VIEW party_view AS
 SELECT id,
    public_id,
    kind,
    body_type,
    customer_id,
    name,
    name_latin,
    gender,
    date_of_birth,
    nationality,
    created_at,
    body_type_confirmed
   FROM party;

CREATE VIEW relationship_day_view AS
 SELECT r.holder_id,
    r.subject_id,
    r.type,
    r.since AS day,
    r.recorded_at AS stated_at
   FROM relationship r
UNION ALL
 SELECT r.holder_id,
    r.subject_id,
    r.type,
    r.until AS day,
    r.recorded_at AS stated_at
   FROM relationship r
  WHERE r.until IS NOT NULL
UNION ALL
 SELECT r.holder_id,
    r.subject_id,
    r.type,
    e.until AS day,
    e.ended_at AS stated_at
   FROM relationship_end e
     JOIN relationship r ON r.id = e.relationship_id;

CREATE VIEW relationship_view AS
 SELECT r.id,
    r.public_id,
    r.holder_id,
    r.subject_id,
    r.type,
    r.share,
    r.means,
    r.since,
    LEAST(e.until, r.until) AS until,
    r.source,
    r.reference,
    r.stated,
    r.fact,
    r.recorded_at,
    r.recorded_by_kind,
    r.recorded_by_id,
    r.recorded_by_name,
    e.reason AS end_reason,
    e.ended_at,
    e.ended_by_name,
    r.recorded_branch,
    e.ended_by_kind,
    e.ended_branch,
    documents_until(r.stated) COLLATE "C" AS documents_until
   FROM relationship r
     LEFT JOIN relationship_end e ON e.relationship_id = r.id;

CREATE VIEW report_record_view AS
 SELECT r.report_id,
    p.status,
    r.customer_number,
    r.business_date,
    r.feature,
    r.business_id,
    r.customer_id,
    r.booked_at,
    r.ledger_id
   FROM report_record r
     JOIN report p ON p.id = r.report_id;

CREATE VIEW report_view AS
 SELECT id,
    public_id,
    kind,
    status,
    business_date,
    due_on,
    due_on_estimated,
    created_at,
    approved_at,
    submitted_at
   FROM report;

CREATE VIEW restriction_event_view AS
 SELECT r.public_id,
    s.customer_id,
    e."position",
    e.kind,
    e.at,
    e.actor_name
   FROM restriction_state s
     JOIN restriction r ON r.id = s.restriction_id
     JOIN LATERAL ( SELECT 0 AS "position",
            'proposed'::text AS kind,
            r.proposed_at AS at,
            r.actor_name
        UNION ALL
         SELECT x."position",
            x.kind,
            x.at,
            x.actor_name
           FROM restriction_event x
          WHERE x.restriction_id = r.id) e ON true;

CREATE VIEW restriction_view AS
 SELECT r.id,
    r.public_id,
    s.customer_id,
    r.measures,
    r.collect,
    s.status,
    s.in_force_from,
    s.ended_on,
    s.changed_at,
    r.proposed_on
   FROM restriction r
     JOIN restriction_state s ON s.restriction_id = r.id;

CREATE VIEW review_task_event_view AS
 SELECT t.public_id,
    s.customer_id,
    t.kind AS task_kind,
    t.audience,
    t.due_on,
    e."position",
    e.kind,
    e.at,
    e.actor_name
   FROM review_task_state s
     JOIN review_task t ON t.id = s.task_id
     JOIN LATERAL ( SELECT 0 AS "position",
            'raised'::text AS kind,
            t.raised_at AS at,
            NULL::text AS actor_name
        UNION ALL
         SELECT x."position",
            x.kind,
            x.at,
            x.actor_name
           FROM review_task_event x
          WHERE x.task_id = t.id AND (x.kind = ANY (ARRAY['completed'::text, 'settled'::text]))) e ON true;

CREATE VIEW review_task_view AS
 SELECT t.id,
    t.public_id,
    s.customer_id,
    s.branch,
    t.kind,
    t.audience,
    t.raised_on,
    t.due_on,
    s.status,
    s.assignee,
    s.closed_on,
    t.cause_kind,
    t.cause_id
   FROM review_task t
     JOIN review_task_state s ON s.task_id = t.id;

CREATE VIEW risk_rating_view AS
 SELECT id,
    customer_id,
    rated_at,
    rated_on,
    trigger,
    model_id,
    model_version,
    total,
    machine_level,
    final_level,
    review_on
   FROM risk_rating;

CREATE VIEW risk_standing_view AS
 SELECT customer_id,
    first_due_on,
    rating_id,
    model_id,
    model_version,
    machine_level,
    final_level,
    review_on,
    override_id
   FROM risk_standing;

CREATE VIEW screening_match_view AS
 SELECT m.id,
    m.public_id,
    m.customer_id,
    m.status,
    m.matched_by,
    m.found_at,
    e.list_id,
    e.entity_id,
    e.name
   FROM screening_match m
     JOIN watchlist_entry e ON e.id = m.entry_id;

CREATE VIEW user_view AS
 SELECT id,
    username,
    display_name,
    roles,
    branch,
    status
   FROM user_account;

CREATE VIEW usual_owner_determination_view AS
 SELECT DISTINCT ON (customer_id, usual_version) customer_id,
    usual_version AS version,
    as_of,
    computed_at,
    ( SELECT count(*)::integer AS count
           FROM beneficial_owner o
          WHERE o.customer_id = d.customer_id AND o.version = d.version AND o.rules <> 'stronger'::text) AS owners
   FROM beneficial_owner_determination d
  ORDER BY customer_id, usual_version, d.version;

CREATE VIEW usual_owner_view AS
 SELECT o.customer_id,
    o.party_id,
    o.basis,
    o.share,
    ( SELECT min(d.as_of) AS min
           FROM beneficial_owner_determination d
          WHERE d.customer_id = s.customer_id AND d.usual_version = s.usual_version) AS as_of
   FROM beneficial_owner_subject s
     JOIN beneficial_owner o ON o.customer_id = s.customer_id AND o.version = s.version AND o.rules <> 'stronger'::text;

CREATE VIEW verification_view AS
 SELECT id,
    public_id,
    customer_id,
    verified_at,
    verified_on,
    reason,
    method,
    outcome,
    actor_kind,
    actor_id
   FROM verification;

CREATE OR REPLACE FUNCTION public.contact_keys(profile jsonb)
 RETURNS TABLE(kind text, key bigint)
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
 SET search_path TO 'pg_catalog'
AS $function$
  SELECT DISTINCT k.kind, ('x' || left(encode(sha256(convert_to(k.text, 'UTF8')), 'hex'), 16))::bit(64)::bigint
  FROM (
    SELECT 'phone' AS kind, regexp_replace(regexp_replace(normalize(c ->> 'value', NFKC), '\D', '', 'g'),
      '^(00)?86(?=1\d{10}$)', '') AS text, 7 AS shortest
    FROM jsonb_array_elements(coalesce(profile -> 'contacts', '[]')) AS c WHERE c ->> 'type' IN ('mobile', 'phone')
    UNION ALL
    SELECT 'address', lower(regexp_replace(normalize(a ->> 'text', NFKC), '[[:space:][:punct:]、。·《》「」—]+', '', 'g')), 6
    FROM jsonb_array_elements(coalesce(profile -> 'addresses', '[]')) AS a
  ) AS k WHERE length(k.text) >= k.shortest
$function$;

CREATE OR REPLACE FUNCTION public.documents_until(stated jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  SELECT CASE WHEN bool_or(coalesce(d ->> 'longTerm' = 'true', false) OR d ->> 'validUntil' IS NULL) THEN '9999-12-31'
    ELSE max(d ->> 'validUntil') END
  FROM jsonb_array_elements(CASE jsonb_typeof(stated -> 'documents') WHEN 'array' THEN stated -> 'documents' ELSE '[]' END) d
$function$;

CREATE OR REPLACE FUNCTION public.ensure_ledger_partition(instant timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
DECLARE
  quarter timestamp := date_trunc('quarter', instant AT TIME ZONE 'UTC');
  partition_name text := format('ledger_%sq%s', to_char(quarter, 'YYYY'), to_char(quarter, 'Q'));
BEGIN
  IF instant < timestamptz '1990-01-01 00:00Z' OR instant > now() + interval '5 years' THEN
    RAISE EXCEPTION 'no partition for %', instant USING ERRCODE = 'check_violation';
  END IF;
  IF to_regclass(format('public.%I', partition_name)) IS NOT NULL THEN
    RETURN partition_name;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('ledger partition'));
  BEGIN
    EXECUTE format('CREATE TABLE %I (LIKE ledger INCLUDING ALL) WITH (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02)',
      partition_name);
    EXECUTE format('ALTER TABLE ledger ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
      partition_name, quarter AT TIME ZONE 'UTC', (quarter + interval '3 months') AT TIME ZONE 'UTC');
  EXCEPTION WHEN duplicate_table THEN
    NULL;
  END;
  RETURN partition_name;
END $function$;

CREATE OR REPLACE FUNCTION public.keep_bound_image()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.customer_id IS NOT NULL THEN
      RAISE EXCEPTION 'an image of a customer is kept: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN OLD;
  END IF;
  IF OLD.customer_id IS NOT NULL AND NEW.customer_id IS NULL THEN
    RAISE EXCEPTION 'an image of a customer is kept: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.keep_contact_keys_of_changed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  DELETE FROM customer_contact_key WHERE customer_id = NEW.id;
  INSERT INTO customer_contact_key (kind, key, customer_id)
  SELECT k.kind, k.key, NEW.id FROM contact_keys(NEW.profile) k;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.keep_contact_keys_of_new()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
BEGIN
  INSERT INTO customer_contact_key (kind, key, customer_id)
  SELECT k.kind, k.key, n.id FROM made n, contact_keys(n.profile) k;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION public.note_established()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.status = 'active' THEN
    NEW.established_at := coalesce(NEW.established_at, transaction_timestamp());
  ELSIF NEW.established_at = transaction_timestamp() THEN
    NEW.established_at := NULL;
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.only_seal_referral()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF OLD.text IS NULL OR NEW.text IS NOT NULL THEN
    RAISE EXCEPTION 'a referral is sealed once and never changed' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $function$;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $function$;

CREATE TRIGGER audit_event_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER audit_event_append_only;

CREATE TRIGGER audit_seal_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE audit_seal ENABLE ALWAYS TRIGGER audit_seal_append_only;

CREATE TRIGGER customer_changed_contact_keys AFTER UPDATE OF profile ON public.customer FOR EACH ROW WHEN ((((old.profile -> 'contacts'::text) IS DISTINCT FROM (new.profile -> 'contacts'::text)) OR ((old.profile -> 'addresses'::text) IS DISTINCT FROM (new.profile -> 'addresses'::text)))) EXECUTE FUNCTION keep_contact_keys_of_changed();

CREATE TRIGGER customer_established BEFORE INSERT OR UPDATE OF status ON public.customer FOR EACH ROW EXECUTE FUNCTION note_established();

CREATE TRIGGER customer_made_contact_keys AFTER INSERT ON public.customer REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION keep_contact_keys_of_new();

CREATE TRIGGER document_image_kept BEFORE DELETE OR UPDATE OF customer_id ON public.document_image FOR EACH ROW EXECUTE FUNCTION keep_bound_image();

CREATE TRIGGER record_key_kept BEFORE DELETE OR TRUNCATE ON public.record_key FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER record_key_unchangeable BEFORE UPDATE OF id, record_class, year, version, created_at ON public.record_key FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER referral_only_sealed BEFORE UPDATE OF text, sealed_text ON public.referral FOR EACH ROW EXECUTE FUNCTION only_seal_referral();

CREATE TRIGGER risk_rating_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.risk_rating FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER vault_object_not_emptied BEFORE TRUNCATE ON public.vault_object FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER vault_object_unchangeable BEFORE UPDATE OF id, media_type, size, digest, ciphertext, ciphertext_sha256, created_at ON public.vault_object FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

GRANT INSERT, SELECT, UPDATE ON account TO :service;

GRANT SELECT ON account_view TO :service;

GRANT INSERT, SELECT, UPDATE (assignee, changed_at, customer_id, due_on, due_on_estimated, explanation, measures, merged_from, rule_version, severity, status, superseded_by, version) ON alert TO :service;

GRANT INSERT, SELECT, UPDATE (superseded) ON alert_before_merge TO :service;

GRANT INSERT, SELECT, UPDATE (counted, withdrawn_at) ON alert_transaction TO :service;

GRANT SELECT ON alert_transaction_view TO :service;

GRANT SELECT ON alert_view TO :service;

GRANT INSERT, SELECT, UPDATE (revoked_at) ON api_key TO :service;

GRANT INSERT (action, actor_id, actor_kind, details, digest, recorded_at, request_id, subject_id, subject_kind), SELECT ON audit_event TO :service;

GRANT INSERT, SELECT ON audit_seal TO :service;

GRANT INSERT, SELECT ON beneficial_owner TO :service;

GRANT INSERT, SELECT ON beneficial_owner_confirmation TO :service;

GRANT INSERT, SELECT ON beneficial_owner_determination TO :service;

GRANT SELECT ON beneficial_owner_determination_view TO :service;

GRANT INSERT, SELECT, UPDATE (customer_id, merged_from) ON beneficial_owner_measure TO :service;

GRANT INSERT, SELECT, UPDATE ON beneficial_owner_subject TO :service;

GRANT SELECT ON beneficial_owner_view TO :service;

GRANT INSERT, SELECT, UPDATE (country, name, parent) ON branch TO :service;

GRANT SELECT ON branch_view TO :service;

GRANT INSERT, SELECT ON campaign TO :service;

GRANT INSERT, SELECT, UPDATE ON campaign_state TO :service;

GRANT INSERT, SELECT, UPDATE (customer_id, merged_from) ON contact_log TO :service;

GRANT SELECT ON contact_log_view TO :service;

GRANT INSERT, SELECT, UPDATE (confirmed_at, confirmed_how, confirmer_id, confirmer_kind, confirmer_name, customer_id, merged_from) ON contact_mark TO :service;

GRANT INSERT, SELECT, UPDATE (customer_id, merged_from) ON contact_preference TO :service;

GRANT INSERT, SELECT, UPDATE ON customer TO :service;

GRANT SELECT ON customer_address_view TO :service;

GRANT INSERT, SELECT ON customer_change TO :service;

GRANT SELECT ON customer_change_view TO :service;

GRANT SELECT ON customer_contact_key_view TO :service;

GRANT SELECT ON customer_contact_view TO :service;

GRANT DELETE, INSERT, SELECT ON customer_document TO :service;

GRANT SELECT ON customer_document_view TO :service;

GRANT SELECT ON customer_due_diligence_view TO :service;

GRANT DELETE, INSERT, SELECT, UPDATE ON customer_duplicate TO :service;

GRANT INSERT, SELECT, UPDATE ON customer_duplicate_scan TO :service;

GRANT SELECT ON customer_established_view TO :service;

GRANT INSERT, SELECT, UPDATE (customer_id, merged_from) ON customer_event TO :service;

GRANT SELECT ON customer_event_view TO :service;

GRANT SELECT ON customer_image_view TO :service;

GRANT DELETE, INSERT, SELECT ON customer_mark TO :service;

GRANT INSERT, SELECT, UPDATE (reversal_reason, reversed_at, reverser_id, reverser_kind, reverser_name) ON customer_merge TO :service;

GRANT SELECT ON customer_merge_view TO :service;

GRANT DELETE, INSERT, SELECT ON customer_name_key TO :service;

GRANT SELECT ON customer_name_key_view TO :service;

GRANT USAGE ON customer_number_sequence TO :service;

GRANT SELECT ON customer_profile_view TO :service;

GRANT SELECT ON customer_standing_view TO :service;

GRANT SELECT ON customer_view TO :service;

GRANT INSERT, SELECT, UPDATE (finished_at, stored) ON demo_load TO :service;

GRANT DELETE, INSERT, SELECT, UPDATE (bound_at, customer_id, held_at, merged_from) ON document_image TO :service;

GRANT INSERT, SELECT, UPDATE (superseded_at) ON exchange_rate TO :service;

GRANT SELECT ON exchange_rate_view TO :service;

GRANT INSERT, SELECT, UPDATE (since, state) ON exemption TO :service;

GRANT SELECT ON exemption_view TO :service;

GRANT DELETE, INSERT, SELECT, UPDATE ON file_import TO :service;

GRANT DELETE, INSERT, SELECT, UPDATE ON idempotency_key TO :service;

GRANT DELETE, INSERT, SELECT ON import_chunk TO :service;

GRANT DELETE, INSERT, SELECT ON import_dry_key TO :service;

GRANT INSERT, SELECT ON import_mapping TO :service;

GRANT DELETE, INSERT, SELECT ON import_rejection TO :service;

GRANT INSERT, SELECT, UPDATE ON job TO :service;

GRANT INSERT, SELECT, UPDATE (customer_id, merged_from, rate_cny, rate_usd, reversed) ON ledger TO :service;

GRANT USAGE ON ledger_block TO :service;

GRANT INSERT, SELECT ON ledger_device TO :service;

GRANT SELECT ON ledger_device_view TO :service;

GRANT SELECT ON ledger_movement TO :service;

GRANT SELECT ON ledger_view TO :service;

GRANT INSERT, SELECT, UPDATE (branch, changed_at, channel, claim, claimed_until, customer_id, merged_from, reason, sent_at, shown, status, tries) ON notice TO :service;

GRANT INSERT, SELECT ON notice_attempt TO :service;

GRANT SELECT ON notice_view TO :service;

GRANT INSERT, SELECT, UPDATE (decided_at, decided_by, decided_by_name, status) ON notice_wording TO :service;

GRANT INSERT, SELECT ON objection TO :service;

GRANT INSERT, SELECT ON objection_event TO :service;

GRANT INSERT, SELECT, UPDATE ON objection_state TO :service;

GRANT SELECT ON objection_view TO :service;

GRANT DELETE, INSERT, SELECT, UPDATE ON outbox_message TO :service;

GRANT DELETE, INSERT, SELECT, UPDATE ON ownership_change TO :service;

GRANT SELECT ON ownership_complexity_view TO :service;

GRANT INSERT, SELECT, UPDATE ON ownership_day TO :service;

GRANT INSERT, SELECT, UPDATE ON party TO :service;

GRANT INSERT, SELECT ON party_document TO :service;

GRANT SELECT ON party_document_view TO :service;

GRANT SELECT ON party_view TO :service;

GRANT INSERT, SELECT ON record_key TO :service;

GRANT INSERT, SELECT, UPDATE (customer_id, merged_from, sealed_text, text) ON referral TO :service;

GRANT INSERT, SELECT, UPDATE (customer_id, merged_from) ON refused_attempt TO :service;

GRANT INSERT, SELECT ON refused_attempt_image TO :service;

GRANT INSERT, SELECT ON refused_attempt_reversal TO :service;

GRANT INSERT, SELECT ON register_comparison TO :service;

GRANT INSERT, SELECT, UPDATE (customer_id, material, merged_from, status) ON register_discrepancy TO :service;

GRANT INSERT, SELECT ON register_discrepancy_event TO :service;

GRANT INSERT, SELECT, UPDATE (holder_from, holder_id, subject_from, subject_id) ON relationship TO :service;

GRANT SELECT ON relationship_day_view TO :service;

GRANT INSERT, SELECT ON relationship_end TO :service;

GRANT SELECT ON relationship_view TO :service;

GRANT INSERT, SELECT, UPDATE ON report TO :service;

GRANT INSERT, SELECT ON report_customer TO :service;

GRANT INSERT, SELECT ON report_event TO :service;

GRANT INSERT, SELECT ON report_file TO :service;

GRANT INSERT, SELECT ON report_file_part TO :service;

GRANT INSERT, SELECT, UPDATE ON report_number TO :service;

GRANT INSERT, SELECT ON report_record TO :service;

GRANT SELECT ON report_record_view TO :service;

GRANT SELECT ON report_view TO :service;

GRANT INSERT, SELECT ON reported_key TO :service;

GRANT INSERT, SELECT ON restriction TO :service;

GRANT INSERT, SELECT ON restriction_event TO :service;

GRANT SELECT ON restriction_event_view TO :service;

GRANT INSERT, SELECT, UPDATE ON restriction_state TO :service;

GRANT SELECT ON restriction_view TO :service;

GRANT INSERT, SELECT, UPDATE ON review_run TO :service;

GRANT INSERT, SELECT ON review_task TO :service;

GRANT INSERT, SELECT ON review_task_event TO :service;

GRANT SELECT ON review_task_event_view TO :service;

GRANT INSERT, SELECT, UPDATE ON review_task_state TO :service;

GRANT SELECT ON review_task_view TO :service;

GRANT DELETE, INSERT, SELECT ON risk_alert_seen TO :service;

GRANT INSERT, SELECT, UPDATE (comment, decided_at, decider_id, decider_name, status, submitted_at) ON risk_model_version TO :service;

GRANT INSERT, SELECT, UPDATE (comment, customer_id, decided_at, decider_id, decider_name, end_reason, ended_at, ended_by_merge, expires_on, judged_at_level, merged_from, status) ON risk_override TO :service;

GRANT INSERT, SELECT, UPDATE (customers, finished_at, "position", state) ON risk_preview TO :service;

GRANT INSERT, SELECT, UPDATE (customers) ON risk_preview_cell TO :service;

GRANT INSERT, SELECT ON risk_preview_move TO :service;

GRANT INSERT, SELECT ON risk_rating TO :service;

GRANT SELECT ON risk_rating_view TO :service;

GRANT DELETE, INSERT, SELECT, UPDATE ON risk_request TO :service;

GRANT DELETE, INSERT, SELECT, UPDATE ON risk_standing TO :service;

GRANT SELECT ON risk_standing_view TO :service;

GRANT INSERT, SELECT, UPDATE ON risk_watch TO :service;

GRANT INSERT, SELECT, UPDATE (status) ON rule_version TO :service;

GRANT SELECT ON schema_migration TO :service;

GRANT INSERT, SELECT ON screening_decision TO :service;

GRANT INSERT, SELECT, UPDATE (customer_id, episode, evidence, found_at, matched_by, merged_from, status) ON screening_match TO :service;

GRANT SELECT ON screening_match_view TO :service;

GRANT INSERT, SELECT, UPDATE (customer_id, merged_from, "position") ON senior_approval TO :service;

GRANT DELETE, INSERT, SELECT, UPDATE (last_seen_at) ON session TO :service;

GRANT DELETE, INSERT, SELECT, UPDATE ON sign_in_attempt TO :service;

GRANT INSERT, SELECT ON transaction_key TO :service;

GRANT INSERT, SELECT, UPDATE (branch, display_name, password_hash, roles, status, version) ON user_account TO :service;

GRANT SELECT ON user_view TO :service;

GRANT SELECT ON usual_owner_determination_view TO :service;

GRANT SELECT ON usual_owner_view TO :service;

GRANT DELETE, INSERT, SELECT ON vault_object TO :service;

GRANT INSERT, SELECT, UPDATE (customer_id, merged_from) ON verification TO :service;

GRANT SELECT ON verification_view TO :service;

GRANT SELECT ON watchlist TO :service;

GRANT INSERT, SELECT, UPDATE ON watchlist_entry TO :service;

GRANT INSERT, SELECT ON watchlist_import TO :service;

GRANT DELETE, INSERT, SELECT ON watchlist_key TO :service;
