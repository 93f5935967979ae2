GRANT SELECT, INSERT ON exchange_rate TO :service;
-- A rate is never altered, only marked as superseded.
GRANT UPDATE (superseded_at) ON exchange_rate TO :service;
GRANT SELECT ON exchange_rate_view TO :service;
