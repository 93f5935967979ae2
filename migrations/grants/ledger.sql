GRANT SELECT, INSERT ON ledger, transaction_key TO :service;
GRANT UPDATE (reversed, rate_cny, rate_usd) ON ledger TO :service;
GRANT SELECT ON ledger_movement, ledger_view TO :service;
GRANT USAGE ON SEQUENCE ledger_block TO :service;
GRANT EXECUTE ON FUNCTION ensure_ledger_partition TO :service;
