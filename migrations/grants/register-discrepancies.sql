GRANT SELECT, INSERT ON register_comparison, register_discrepancy, register_discrepancy_event TO :service;
-- What follows from the events; nothing else of a discrepancy is ever changed.
GRANT UPDATE (status, material) ON register_discrepancy TO :service;
