GRANT SELECT, INSERT ON customer_event TO :service;
GRANT SELECT ON customer_event_view, customer_profile_view TO :service;
