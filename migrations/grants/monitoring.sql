GRANT SELECT, INSERT ON rule_version TO :service;
GRANT UPDATE (status) ON rule_version TO :service;
GRANT SELECT, INSERT ON alert, alert_transaction, exemption TO :service;
GRANT UPDATE (rule_version, severity, status, measures, explanation, due_on, due_on_estimated, assignee, changed_at, version) ON alert TO :service;
GRANT UPDATE (counted, withdrawn_at) ON alert_transaction TO :service;
GRANT UPDATE (state, since) ON exemption TO :service;
GRANT SELECT ON alert_view, alert_transaction_view, exemption_view TO :service;
