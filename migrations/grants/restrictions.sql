GRANT SELECT, INSERT ON restriction, restriction_event TO :service;
GRANT SELECT, INSERT, UPDATE ON restriction_state TO :service;
GRANT SELECT ON restriction_view TO :service;
