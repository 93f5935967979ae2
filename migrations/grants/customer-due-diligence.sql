GRANT SELECT ON customer_due_diligence_view TO :service;
