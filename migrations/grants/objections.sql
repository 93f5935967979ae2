GRANT SELECT, INSERT ON objection, objection_event TO :service;
GRANT SELECT, INSERT, UPDATE ON objection_state TO :service;
GRANT SELECT ON objection_view TO :service;
