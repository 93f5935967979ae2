-- Beside the level of due diligence, whether the source of the funds is registered: it is asked where the risk is higher.
CREATE OR REPLACE VIEW customer_due_diligence_view AS
SELECT id AS customer_id, coalesce(profile ->> 'dueDiligence', 'standard') AS level,
  coalesce(profile ->> 'sourceOfFunds', '') <> '' AS source_of_funds
FROM customer;
