-- Marks are made anew when a customer changes. A pair that was decided stays; one that was only proposed goes when it
-- no longer holds.
GRANT SELECT, INSERT, DELETE ON customer_mark TO :service;
GRANT SELECT, INSERT, UPDATE, DELETE ON customer_duplicate TO :service;
GRANT SELECT, INSERT, UPDATE ON customer_duplicate_scan TO :service;
