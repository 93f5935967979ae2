-- The bodies whose beneficial owners are followed: which determination is the present one, and whether to look again.
CREATE TABLE beneficial_owner_subject (
  customer_id bigint PRIMARY KEY REFERENCES customer,
  party_id bigint NOT NULL REFERENCES party,
  version integer NOT NULL DEFAULT 0 CHECK (version >= 0),
  digest text COLLATE "C",
  stale boolean NOT NULL DEFAULT false
);
CREATE INDEX beneficial_owner_subject_stale ON beneficial_owner_subject (customer_id) WHERE stale;

-- What was found, whenever it became something else. Append only.
CREATE TABLE beneficial_owner_determination (
  customer_id bigint NOT NULL REFERENCES beneficial_owner_subject,
  version integer NOT NULL CHECK (version >= 1),
  as_of date NOT NULL,
  computed_at timestamptz NOT NULL,
  digest text COLLATE "C" NOT NULL,
  result jsonb NOT NULL CHECK (jsonb_typeof(result) = 'object'),
  PRIMARY KEY (customer_id, version)
);

-- Its owners, to be found from the person.
CREATE TABLE beneficial_owner (
  customer_id bigint NOT NULL,
  version integer NOT NULL,
  party_id bigint NOT NULL REFERENCES party,
  basis text NOT NULL,
  share numeric(15, 12),
  PRIMARY KEY (customer_id, version, party_id),
  FOREIGN KEY (customer_id, version) REFERENCES beneficial_owner_determination
);
CREATE INDEX beneficial_owner_party ON beneficial_owner (party_id, customer_id, version);

-- A person looked at a determination and confirmed it.
CREATE TABLE beneficial_owner_confirmation (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL,
  version integer NOT NULL,
  method text NOT NULL,
  evidence jsonb NOT NULL CHECK (jsonb_typeof(evidence) = 'array'),
  note text,
  confirmed_at timestamptz NOT NULL,
  confirmed_by_kind text NOT NULL,
  confirmed_by_id text NOT NULL,
  confirmed_by_name text NOT NULL,
  FOREIGN KEY (customer_id, version) REFERENCES beneficial_owner_determination
);
CREATE INDEX beneficial_owner_confirmation_customer ON beneficial_owner_confirmation (customer_id, version);

-- Stronger measures and their end, with the reason; the last one holds.
CREATE TABLE beneficial_owner_measure (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customer,
  measure text NOT NULL CHECK (measure IN ('standard', 'stronger')),
  reason text NOT NULL CHECK (reason <> ''),
  decided_at timestamptz NOT NULL,
  decided_by_kind text NOT NULL,
  decided_by_id text NOT NULL,
  decided_by_name text NOT NULL
);
CREATE INDEX beneficial_owner_measure_customer ON beneficial_owner_measure (customer_id, id);

-- Parties whose relationships changed: everything below them is looked at again.
CREATE TABLE ownership_change (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  party_id bigint NOT NULL REFERENCES party
);

-- The present owners of every body, for other modules.
CREATE VIEW beneficial_owner_view AS
SELECT o.customer_id, o.party_id, o.basis, o.share, o.version, d.as_of, d.computed_at
FROM beneficial_owner_subject s
  JOIN beneficial_owner o ON o.customer_id = s.customer_id AND o.version = s.version
  JOIN beneficial_owner_determination d ON d.customer_id = s.customer_id AND d.version = s.version;

-- How complicated the structure of a body is, for rating its risk.
CREATE VIEW ownership_complexity_view AS
SELECT d.customer_id, d.result ->> 'outcome' AS outcome, (d.result -> 'complexity' ->> 'layers')::integer AS layers,
  (d.result -> 'complexity' ->> 'circles')::integer AS circles,
  (d.result -> 'complexity' ->> 'nominees')::integer AS nominees,
  (d.result -> 'complexity' ->> 'trusts')::integer AS trusts
FROM beneficial_owner_subject s
  JOIN beneficial_owner_determination d ON d.customer_id = s.customer_id AND d.version = s.version;
