GRANT SELECT, INSERT ON campaign TO :service;
GRANT SELECT, INSERT, UPDATE ON campaign_state TO :service;
