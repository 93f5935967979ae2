GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_key TO :service;
GRANT SELECT, INSERT, UPDATE ON job TO :service;
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox_message TO :service;
