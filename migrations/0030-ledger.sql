-- The ledger: every movement of money, once, never altered but for what later facts add (netting, conversion).
CREATE TYPE direction AS ENUM ('in', 'out');
CREATE TYPE payment_method AS ENUM ('cash', 'transfer', 'cheque', 'card', 'exchange', 'other');
CREATE TYPE payment_channel AS ENUM ('counter', 'atm', 'online', 'mobile', 'pos', 'other');
CREATE TYPE payment_outcome AS ENUM ('completed', 'attempted', 'declined');
CREATE TYPE payment_category AS ENUM (
  'normal', 'reversal', 'correction', 'interest', 'tax', 'fee', 'term-deposit-renewal', 'fx-trading', 'interbank-lending',
  'interbank-bond', 'gold-exchange', 'internal-allocation', 'international-loan-onlending', 'international-loan-swap', 'other-exempt'
);

CREATE TABLE ledger (
  customer_id bigint NOT NULL REFERENCES customer (id),
  booked_at timestamptz NOT NULL,
  id bigint NOT NULL,
  -- the bank's natural day of booked_at
  business_date date NOT NULL,
  direction direction NOT NULL,
  method payment_method NOT NULL,
  channel payment_channel NOT NULL,
  outcome payment_outcome NOT NULL,
  category payment_category NOT NULL,
  cash boolean NOT NULL,
  cross_border boolean NOT NULL,
  -- exists only to take back another movement: counts in nothing itself
  offsets boolean NOT NULL,
  counterparty_public_body boolean NOT NULL,
  counterparty_same_customer boolean NOT NULL,
  counterparty_key bigint,
  counterparty_country text,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  amount numeric(20, 4) NOT NULL CHECK (amount > 0),
  -- what reversals and corrections have taken back so far
  reversed numeric(20, 4) NOT NULL DEFAULT 0 CHECK (reversed >= 0 AND reversed <= amount),
  -- units of CNY and USD for one unit of the currency, by the rate in force on the business date; null while missing
  rate_cny numeric CHECK (rate_cny > 0),
  rate_usd numeric CHECK (rate_usd > 0),
  account_number text,
  source text NOT NULL,
  reference text NOT NULL,
  reverses_id bigint,
  received_at timestamptz NOT NULL,
  details jsonb NOT NULL,
  PRIMARY KEY (customer_id, booked_at, id),
  CHECK (currency <> 'CNY' OR rate_cny = 1),
  CHECK (currency <> 'USD' OR rate_usd = 1),
  CHECK (NOT offsets OR reverses_id IS NOT NULL)
) PARTITION BY RANGE (booked_at);
CREATE INDEX ledger_booked_at ON ledger USING brin (booked_at) WITH (pages_per_range = 32);
-- Rows that wait for an exchange rate; almost always empty.
CREATE INDEX ledger_unconverted ON ledger (currency, business_date) WHERE rate_usd IS NULL AND currency <> 'CNY' OR rate_cny IS NULL;

-- Uniqueness of source and reference over all time, which a partitioned table cannot hold. The key is the first half
-- of SHA-256 over both; content, likewise over the transaction, tells a repetition from a conflict.
CREATE TABLE transaction_key (
  key uuid PRIMARY KEY,
  content uuid NOT NULL,
  customer_id bigint NOT NULL,
  booked_at timestamptz NOT NULL,
  ledger_id bigint NOT NULL
);

CREATE SEQUENCE ledger_block;

-- Quarterly partitions are made ahead by a job, and on demand for whatever date arrives. The service may call this,
-- and owns nothing.
CREATE FUNCTION ensure_ledger_partition(instant timestamptz) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  quarter timestamp := date_trunc('quarter', instant AT TIME ZONE 'UTC');
  partition_name text := format('ledger_%sq%s', to_char(quarter, 'YYYY'), to_char(quarter, 'Q'));
BEGIN
  IF instant < timestamptz '1990-01-01 00:00Z' OR instant > now() + interval '5 years' THEN
    RAISE EXCEPTION 'no partition for %', instant USING ERRCODE = 'check_violation';
  END IF;
  IF to_regclass(format('public.%I', partition_name)) IS NULL THEN
    PERFORM pg_advisory_xact_lock(hashtext('ledger partition'));
    IF to_regclass(format('public.%I', partition_name)) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF ledger FOR VALUES FROM (%L) TO (%L) WITH (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02)',
        partition_name, quarter AT TIME ZONE 'UTC', (quarter + interval '3 months') AT TIME ZONE 'UTC');
    END IF;
  END IF;
  RETURN partition_name;
END $$;
REVOKE EXECUTE ON FUNCTION ensure_ledger_partition FROM PUBLIC;

-- What rules read: movements that count, with what is left of them.
CREATE VIEW ledger_movement AS
  SELECT customer_id, booked_at, id, business_date, direction, method, channel, outcome, category, cash, cross_border,
    counterparty_public_body, counterparty_same_customer, counterparty_key, counterparty_country, currency, amount,
    reverses_id IS NOT NULL AS replaces, amount - reversed AS net, rate_cny, rate_usd, source, reference
  FROM ledger WHERE NOT offsets AND reversed < amount;

-- What reports read: the whole movement.
CREATE VIEW ledger_view AS SELECT * FROM ledger;
