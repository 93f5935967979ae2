-- What possible duplicates are found by: digests of document numbers, names with the day of birth, spellings and ways
-- of contact. Eight bytes of SHA-256, so that the index is small and holds nobody's data in plain.
CREATE TABLE customer_mark (
  mark bigint NOT NULL,
  customer_id bigint NOT NULL REFERENCES customer,
  PRIMARY KEY (mark, customer_id)
);
CREATE INDEX customer_mark_customer ON customer_mark (customer_id);

-- Two customers who may be one. The smaller key first, so that a pair is there once.
CREATE TABLE customer_duplicate (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  first_id bigint NOT NULL REFERENCES customer,
  second_id bigint NOT NULL REFERENCES customer,
  score numeric(3, 2) NOT NULL CHECK (score BETWEEN 0 AND 1),
  reasons text[] NOT NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'same', 'different')),
  found_at timestamptz NOT NULL,
  decided_at timestamptz,
  decider_kind text,
  decider_id text,
  decider_name text,
  decision_reason text,
  UNIQUE (first_id, second_id),
  CHECK (first_id < second_id),
  CHECK ((status = 'open') = (decided_at IS NULL) AND (decided_at IS NULL) = (decision_reason IS NULL))
);
CREATE INDEX customer_duplicate_listed ON customer_duplicate (status, score DESC, id DESC);
CREATE INDEX customer_duplicate_second ON customer_duplicate (second_id);

-- A walk through all customers: their marks are made anew and their duplicates looked up, batch by batch.
CREATE TABLE customer_duplicate_scan (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  requested_at timestamptz NOT NULL,
  requester_name text NOT NULL,
  -- The last customer looked at.
  position bigint NOT NULL DEFAULT 0,
  examined bigint NOT NULL DEFAULT 0,
  found bigint NOT NULL DEFAULT 0,
  finished_at timestamptz
);
CREATE UNIQUE INDEX customer_duplicate_scan_one ON customer_duplicate_scan ((finished_at IS NULL)) WHERE finished_at IS NULL;

-- Customers from before have no marks yet.
INSERT INTO customer_duplicate_scan (public_id, requested_at, requester_name)
SELECT gen_random_uuid(), now(), 'system' WHERE EXISTS (SELECT FROM customer);
