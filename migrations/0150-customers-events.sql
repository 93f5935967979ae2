-- What happened to a customer elsewhere and rules read: append only. The same source and reference is the same event.
CREATE TABLE customer_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  customer_id bigint NOT NULL REFERENCES customer,
  source text COLLATE "C" NOT NULL,
  reference text COLLATE "C" NOT NULL,
  type text NOT NULL,
  occurred_on date NOT NULL,
  details jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(details) = 'object'),
  -- Over all that was sent: tells a repetition from a conflict.
  content bytea NOT NULL CHECK (octet_length(content) = 32),
  recorded_at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  UNIQUE (source, reference)
);
CREATE INDEX customer_event_customer ON customer_event (customer_id, occurred_on, id);

CREATE VIEW customer_event_view AS
SELECT id, public_id, customer_id, source, reference, type, occurred_on, details, recorded_at FROM customer_event;

-- What a rating reads of the profile: whether something is there, and countries; no free text.
CREATE VIEW customer_profile_view AS
SELECT c.id AS customer_id, c.profile ->> 'channel' AS channel, c.profile ? 'agent' AS has_agent,
  c.profile ? 'reliedOnThirdParty' AS relied_on_third_party, c.profile ? 'correspondent' AS correspondent,
  (NOT c.profile ? 'purpose')::integer + (NOT c.profile ? 'sourceOfFunds')::integer
    + (NOT (c.profile ? 'annualIncome' OR c.profile ? 'registeredCapital'))::integer AS information_gaps,
  coalesce(jsonb_array_length(c.profile -> 'beneficialOwners'), 0) AS owner_count,
  ARRAY(SELECT DISTINCT country FROM (
      SELECT c.nationality AS country
      UNION ALL SELECT a ->> 'country' FROM jsonb_array_elements(c.profile -> 'addresses') AS a
      UNION ALL SELECT c.profile -> 'legalRepresentative' ->> 'nationality'
      UNION ALL SELECT c.profile -> 'agent' ->> 'nationality'
      UNION ALL SELECT o ->> 'nationality' FROM jsonb_array_elements(c.profile -> 'beneficialOwners') AS o
    ) AS named WHERE country IS NOT NULL) AS countries,
  ARRAY(SELECT o ->> 'nationality' FROM jsonb_array_elements(c.profile -> 'beneficialOwners') AS o
    WHERE o ? 'nationality') AS owner_countries,
  ARRAY(SELECT DISTINCT a ->> 'region' FROM jsonb_array_elements(c.profile -> 'addresses') AS a
    WHERE a ? 'region') AS regions
FROM customer c;
