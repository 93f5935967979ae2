-- Neither the number nor the transaction of an event can be chosen by the one who writes it.
GRANT SELECT ON audit_event TO :service;
GRANT INSERT (recorded_at, actor_kind, actor_id, action, subject_kind, subject_id, request_id, details, digest) ON audit_event TO :service;
GRANT SELECT, INSERT ON audit_seal TO :service;
