-- The level of due diligence that was registered with a customer; standard where nothing is said.
CREATE VIEW customer_due_diligence_view AS
SELECT id AS customer_id, coalesce(profile ->> 'dueDiligence', 'standard') AS level FROM customer;
