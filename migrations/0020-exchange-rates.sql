-- Rates by day, as published. A rate holds from `valid_from` until a later one of its kind and currency begins, and
-- never on or after `valid_to`. A corrected rate supersedes the old one, which stays.
CREATE TABLE exchange_rate (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('safe-monthly', 'central-parity')),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  base text NOT NULL CHECK (base = CASE kind WHEN 'safe-monthly' THEN 'USD' ELSE 'CNY' END),
  -- Units of `base` for one unit of `currency`.
  rate numeric(20, 10) NOT NULL CHECK (rate > 0),
  valid_from date NOT NULL,
  valid_to date NOT NULL CHECK (valid_to > valid_from),
  entered_at timestamptz NOT NULL,
  entered_by_kind text NOT NULL,
  entered_by text NOT NULL,
  superseded_at timestamptz CHECK (superseded_at >= entered_at),
  CHECK (currency <> base)
);
-- One rate in force per kind, currency and first day; also the index that looks rates up.
CREATE UNIQUE INDEX exchange_rate_current ON exchange_rate (kind, currency, valid_from) INCLUDE (valid_to, rate)
  WHERE superseded_at IS NULL;
CREATE INDEX exchange_rate_listed ON exchange_rate (valid_from, id);

CREATE VIEW exchange_rate_view AS
SELECT kind, currency, base, rate, valid_from, valid_to FROM exchange_rate WHERE superseded_at IS NULL;
