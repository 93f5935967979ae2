-- Two records of one customer become one and can be parted again. Nothing is copied or removed: the merged customer
-- stays as it is and points to the kept one; rows that move say whom they were made for.
ALTER TABLE customer ADD COLUMN merged_into bigint REFERENCES customer CHECK (merged_into <> id);
CREATE INDEX customer_merged_into ON customer (merged_into) WHERE merged_into IS NOT NULL;

-- For whom the account was opened, while it counts for the customer that one was merged into.
ALTER TABLE account ADD COLUMN merged_from bigint REFERENCES customer;

CREATE TABLE customer_merge (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  kept_id bigint NOT NULL REFERENCES customer,
  merged_id bigint NOT NULL REFERENCES customer,
  reason text NOT NULL CHECK (reason <> ''),
  merged_at timestamptz NOT NULL,
  merger_kind text NOT NULL,
  merger_id text NOT NULL,
  merger_name text NOT NULL,
  reversed_at timestamptz,
  reverser_kind text,
  reverser_id text,
  reverser_name text,
  reversal_reason text,
  CHECK (kept_id <> merged_id),
  CHECK ((reversed_at IS NULL) = (reversal_reason IS NULL) AND (reversed_at IS NULL) = (reverser_id IS NULL))
);
-- A customer is merged into one other at a time.
CREATE UNIQUE INDEX customer_merge_standing ON customer_merge (merged_id) WHERE reversed_at IS NULL;
CREATE INDEX customer_merge_kept ON customer_merge (kept_id);
CREATE INDEX customer_merge_merged ON customer_merge (merged_id);

-- `merged_into` is the customer for whom all of this one's counts now, over however many merges.
CREATE OR REPLACE VIEW customer_view AS
SELECT id, public_id, customer_number, kind, public_body, occasional, status, branch, name, name_latin, gender,
  date_of_birth, nationality, occupation, industry, opened_on, risk_level, next_review_on, screening_state,
  profile ->> 'annualIncome' AS annual_income, profile ->> 'registeredCapital' AS registered_capital,
  profile -> 'legalRepresentative' AS legal_representative, created_at, updated_at, version, merged_into
FROM customer;
