GRANT SELECT, INSERT ON risk_rating TO :service;
GRANT SELECT, INSERT ON risk_model_version, risk_override TO :service;
GRANT UPDATE (status, submitted_at, decided_at, decider_id, decider_name, comment) ON risk_model_version TO :service;
GRANT UPDATE (status, judged_at_level, expires_on, decided_at, decider_id, decider_name, comment, ended_at, end_reason, ended_by_merge)
  ON risk_override TO :service;
GRANT SELECT, INSERT, UPDATE, DELETE ON risk_standing, risk_request TO :service;
GRANT SELECT ON risk_rating_view, risk_standing_view TO :service;
GRANT SELECT, INSERT, UPDATE ON risk_watch TO :service;
GRANT SELECT, INSERT, DELETE ON risk_alert_seen TO :service;
GRANT SELECT, INSERT ON risk_preview, risk_preview_cell, risk_preview_move TO :service;
GRANT UPDATE (state, position, customers, finished_at) ON risk_preview TO :service;
GRANT UPDATE (customers) ON risk_preview_cell TO :service;
