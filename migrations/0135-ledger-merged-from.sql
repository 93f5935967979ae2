-- Whom a movement was booked for, while it counts for the customer that one was merged into.
ALTER TABLE ledger ADD COLUMN merged_from bigint;

CREATE OR REPLACE VIEW ledger_movement AS
  SELECT customer_id, booked_at, id, business_date, direction, method, channel, outcome, category, cash, cross_border,
    counterparty_public_body, counterparty_same_customer, counterparty_key, counterparty_country, currency, amount,
    reverses_id IS NOT NULL AS replaces, amount - reversed AS net, rate_cny, rate_usd, source, reference,
    coalesce(merged_from, customer_id) AS booked_for
  FROM ledger WHERE NOT offsets AND reversed < amount;

CREATE OR REPLACE VIEW ledger_view AS SELECT *, coalesce(merged_from, customer_id) AS booked_for FROM ledger;

-- From here on evidence, exemptions, keys and reports name the customer a movement was booked for, who never changes;
-- for whom it counts now, `customer_view.merged_into` says.
COMMENT ON COLUMN transaction_key.customer_id IS 'whom the transaction was booked for';
