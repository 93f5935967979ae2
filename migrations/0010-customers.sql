-- Substring search over pinyin; ASCII only, so it works whatever the locale of the database.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TYPE customer_kind AS ENUM ('individual', 'organisation', 'sole-trader');
CREATE TYPE customer_status AS ENUM ('pending', 'active', 'restricted', 'refused', 'closed');

CREATE SEQUENCE customer_number_sequence;

-- One row per customer. `id` is the key inside the database (the ledger carries it), `public_id` the one outside.
CREATE TABLE customer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  customer_number text COLLATE "C" NOT NULL UNIQUE CHECK (customer_number <> ''),
  kind customer_kind NOT NULL,
  public_body boolean NOT NULL DEFAULT false,
  -- A walk-in person known only as the conductor of a transaction; such a person need not have a branch.
  occasional boolean NOT NULL DEFAULT false,
  status customer_status NOT NULL,
  branch text COLLATE "C",
  name text NOT NULL CHECK (name <> ''),
  name_latin text,
  gender text,
  date_of_birth date,
  nationality text CHECK (nationality ~ '^[A-Z]{3}$'),
  occupation text,
  industry text,
  opened_on date,
  risk_level text,
  next_review_on date,
  screening_state text NOT NULL DEFAULT 'pending' CHECK (screening_state IN ('clear', 'pending', 'hit')),
  -- The optional rest of the contract's customer: addresses, contacts, owners, purpose and so on.
  profile jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(profile) = 'object'),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  CHECK (occasional OR branch IS NOT NULL)
);
CREATE INDEX customer_branch ON customer (branch, id);
CREATE INDEX customer_status ON customer (status, id);
CREATE INDEX customer_risk_level ON customer (risk_level, id) WHERE risk_level IS NOT NULL;

CREATE TABLE customer_document (
  customer_id bigint NOT NULL REFERENCES customer,
  position smallint NOT NULL CHECK (position >= 0),
  type text NOT NULL,
  number text NOT NULL,
  -- The number in capitals without spaces and hyphens: what is searched.
  number_key text COLLATE "C" NOT NULL,
  last_four text COLLATE "C" NOT NULL GENERATED ALWAYS AS (right(number_key, 4)) STORED,
  issuer text,
  issued_on date,
  valid_until date,
  long_term boolean NOT NULL DEFAULT false,
  images jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(images) = 'array'),
  PRIMARY KEY (customer_id, position)
);
CREATE INDEX customer_document_number ON customer_document (number_key, type);
CREATE INDEX customer_document_last_four ON customer_document (last_four, customer_id);

CREATE TABLE account (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customer,
  account_number text COLLATE "C" NOT NULL UNIQUE CHECK (account_number <> ''),
  type text NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  opened_on date NOT NULL,
  closed_on date CHECK (closed_on >= opened_on)
);
CREATE INDEX account_customer ON account (customer_id);

-- What a customer can be found by: one row per name the customer has or had.
CREATE TABLE customer_name_key (
  customer_id bigint NOT NULL REFERENCES customer,
  position smallint NOT NULL,
  -- The name itself without spaces and punctuation, in small letters.
  name_key text COLLATE "C" NOT NULL,
  -- Its pinyin without tones, or the Latin letters of it.
  pinyin_key text COLLATE "C" NOT NULL,
  initials_key text COLLATE "C" NOT NULL,
  -- Every two neighbouring characters of a name in Han, to find a part inside it.
  grams text[] NOT NULL,
  PRIMARY KEY (customer_id, position)
);
CREATE INDEX customer_name_key_name ON customer_name_key (name_key);
CREATE INDEX customer_name_key_pinyin ON customer_name_key (pinyin_key);
CREATE INDEX customer_name_key_initials ON customer_name_key (initials_key);
CREATE INDEX customer_name_key_grams ON customer_name_key USING gin (grams);
CREATE INDEX customer_name_key_inside ON customer_name_key USING gin (pinyin_key gin_trgm_ops);

-- What was changed, by whom, from what to what. Append only; ends with the customer's record.
CREATE TABLE customer_change (
  customer_id bigint NOT NULL REFERENCES customer,
  version integer NOT NULL,
  changed_at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  -- [{pointer, before, after}] by RFC 6901; `before` or `after` is left out where there was or is nothing.
  fields jsonb NOT NULL CHECK (jsonb_typeof(fields) = 'array'),
  PRIMARY KEY (customer_id, version)
);

-- What other modules may read.
CREATE VIEW customer_view AS
SELECT id, public_id, customer_number, kind, public_body, occasional, status, branch, name, name_latin, gender,
  date_of_birth, nationality, occupation, industry, opened_on, risk_level, next_review_on, screening_state,
  profile ->> 'annualIncome' AS annual_income, profile ->> 'registeredCapital' AS registered_capital,
  profile -> 'legalRepresentative' AS legal_representative, created_at, updated_at, version
FROM customer;

CREATE VIEW customer_document_view AS
SELECT customer_id, position, type, number, number_key, issuer, issued_on, valid_until, long_term
FROM customer_document;

CREATE VIEW account_view AS
SELECT id, customer_id, account_number, type, currency, opened_on, closed_on FROM account;

CREATE VIEW customer_contact_view AS
SELECT c.id AS customer_id, (e.ordinal - 1)::integer AS position, e.contact ->> 'type' AS type,
  e.contact ->> 'value' AS value, (e.contact -> 'consent')::boolean AS consent
FROM customer c, jsonb_array_elements(c.profile -> 'contacts') WITH ORDINALITY AS e (contact, ordinal);

CREATE VIEW customer_address_view AS
SELECT c.id AS customer_id, (e.ordinal - 1)::integer AS position, e.address ->> 'type' AS type,
  e.address ->> 'text' AS text, e.address ->> 'country' AS country, e.address ->> 'region' AS region
FROM customer c, jsonb_array_elements(c.profile -> 'addresses') WITH ORDINALITY AS e (address, ordinal);
