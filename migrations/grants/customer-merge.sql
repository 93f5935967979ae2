-- A merge is never deleted; its reversal is written beside it.
GRANT SELECT, INSERT ON customer_merge TO :service;
GRANT UPDATE (reversed_at, reverser_kind, reverser_id, reverser_name, reversal_reason) ON customer_merge TO :service;
-- What goes with a customer.
GRANT UPDATE (customer_id, merged_from) ON ledger TO :service;
GRANT UPDATE (customer_id, merged_from, superseded_by) ON alert TO :service;
GRANT SELECT, INSERT ON alert_before_merge TO :service;
GRANT UPDATE (superseded) ON alert_before_merge TO :service;
GRANT UPDATE (customer_id, merged_from) ON customer_event TO :service;
