-- Natural persons and bodies that stand in a relationship. Most are no customers; a customer becomes one when needed.
CREATE TABLE party (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('person', 'body')),
  -- What kind of body, where it matters for its beneficial owners.
  body_type text CHECK (body_type <> ''),
  customer_id bigint UNIQUE REFERENCES customer,
  name text NOT NULL CHECK (name <> ''),
  -- The name as it is compared: small letters, neither spaces nor punctuation.
  name_key text COLLATE "C" NOT NULL,
  name_latin text,
  gender text,
  date_of_birth date,
  nationality text CHECK (nationality ~ '^[A-Z]{3}$'),
  created_at timestamptz NOT NULL,
  CHECK (kind = 'body' OR body_type IS NULL)
);
CREATE INDEX party_name_birth ON party (name_key, date_of_birth) WHERE kind = 'person';

CREATE TABLE party_document (
  party_id bigint NOT NULL REFERENCES party,
  type text NOT NULL,
  number text NOT NULL,
  number_key text COLLATE "C" NOT NULL,
  issuer text,
  issued_on date,
  valid_until date,
  long_term boolean NOT NULL DEFAULT false,
  PRIMARY KEY (party_id, type, number_key)
);
CREATE INDEX party_document_number ON party_document (number_key, type);
-- These numbers are given once in the country: two writers cannot make two parties of one holder.
CREATE UNIQUE INDEX party_document_national ON party_document (number_key, type)
  WHERE type IN ('resident-id', 'unified-social-credit');

-- Who stands how to whom from when. Append only: what was recorded is never edited, its end is a row of its own.
CREATE TABLE relationship (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  -- The owner, director, settlor, nominee ...
  holder_id bigint NOT NULL REFERENCES party,
  -- ... of this body, trust or principal.
  subject_id bigint NOT NULL REFERENCES party,
  type text NOT NULL CHECK (type IN ('owns', 'votes', 'income', 'controls', 'manages', 'legal-representative',
    'director', 'executive', 'agent', 'settlor', 'trustee', 'beneficiary', 'supervisor', 'nominee-for', 'relative',
    'associate', 'beneficial-owner')),
  -- Per cent.
  share numeric(15, 12) CHECK (share >= 0 AND share <= 100),
  -- By what control is had, or the words of a declaration.
  means text,
  since date NOT NULL,
  until date CHECK (until >= since),
  source text NOT NULL CHECK (source IN ('declared', 'register', 'document')),
  reference text,
  -- The holder in the words of whoever stated it.
  stated jsonb NOT NULL CHECK (jsonb_typeof(stated) = 'object'),
  -- The field of the customer this row follows, and a digest of its content.
  fact text CHECK (fact IN ('beneficialOwners', 'legalRepresentative', 'agent')),
  fact_digest text COLLATE "C",
  recorded_at timestamptz NOT NULL,
  recorded_by_kind text NOT NULL,
  recorded_by_id text NOT NULL,
  recorded_by_name text NOT NULL,
  CHECK (holder_id <> subject_id OR type = 'owns'),
  CHECK (share IS NOT NULL OR type NOT IN ('owns', 'votes', 'income'))
);
CREATE INDEX relationship_holder ON relationship (holder_id, type);
CREATE INDEX relationship_subject ON relationship (subject_id, type);
CREATE INDEX relationship_fact ON relationship (subject_id, fact) WHERE fact IS NOT NULL;

CREATE TABLE relationship_end (
  relationship_id bigint PRIMARY KEY REFERENCES relationship,
  -- The first day on which it no longer held; the day it began when it never did.
  until date NOT NULL,
  reason text NOT NULL CHECK (reason <> ''),
  ended_at timestamptz NOT NULL,
  ended_by_kind text NOT NULL,
  ended_by_id text NOT NULL,
  ended_by_name text NOT NULL
);

-- What other modules may read. As of a day: since <= day AND (until IS NULL OR until > day).
CREATE VIEW party_view AS
SELECT id, public_id, kind, body_type, customer_id, name, name_latin, gender, date_of_birth, nationality, created_at
FROM party;

CREATE VIEW party_document_view AS
SELECT party_id, type, number, number_key, issuer, issued_on, valid_until, long_term FROM party_document;

CREATE VIEW relationship_view AS
SELECT r.id, r.public_id, r.holder_id, r.subject_id, r.type, r.share, r.means, r.since,
  least(e.until, r.until) AS until, r.source, r.reference, r.stated, r.fact, r.recorded_at, r.recorded_by_kind,
  r.recorded_by_id, r.recorded_by_name, e.reason AS end_reason, e.ended_at, e.ended_by_name
FROM relationship r LEFT JOIN relationship_end e ON e.relationship_id = r.id;
