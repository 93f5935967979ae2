-- A merge is never deleted; its reversal is written beside it.
GRANT SELECT, INSERT ON customer_merge TO :service;
GRANT UPDATE (reversed_at, reverser_kind, reverser_id, reverser_name, reversal_reason) ON customer_merge TO :service;
-- What goes with a customer.
GRANT UPDATE (customer_id, merged_from) ON ledger TO :service;
GRANT UPDATE (customer_id, merged_from, superseded_by) ON alert TO :service;
GRANT SELECT, INSERT ON alert_before_merge TO :service;
GRANT UPDATE (superseded) ON alert_before_merge TO :service;
GRANT UPDATE (customer_id, merged_from) ON customer_event TO :service;
GRANT UPDATE (merged_from) ON document_image TO :service;
GRANT UPDATE (holder_id, holder_from, subject_id, subject_from) ON relationship TO :service;
GRANT UPDATE (customer_id, merged_from) ON notice, contact_preference, contact_log, verification, referral,
  beneficial_owner_measure, risk_override, screening_match TO :service;
