GRANT SELECT, INSERT ON register_comparison, register_discrepancy, register_discrepancy_event TO :service;
-- What follows from the events, and whom it counts for after a merge; nothing else of a discrepancy is ever changed.
GRANT UPDATE (status, material, customer_id, merged_from) ON register_discrepancy TO :service;
