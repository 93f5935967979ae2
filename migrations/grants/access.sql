GRANT SELECT, INSERT, UPDATE (name, parent, country) ON branch TO :service;
-- Users are disabled, never deleted: what they did still names them.
GRANT SELECT, INSERT, UPDATE (display_name, password_hash, roles, branch, status, version) ON user_account TO :service;
GRANT SELECT, INSERT, UPDATE (last_seen_at), DELETE ON session TO :service;
GRANT SELECT, INSERT, UPDATE (revoked_at) ON api_key TO :service;
GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_attempt TO :service;
GRANT SELECT ON branch_view, user_view TO :service;
