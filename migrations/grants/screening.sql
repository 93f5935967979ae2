GRANT SELECT ON watchlist TO :service;
GRANT SELECT, INSERT ON watchlist_import, screening_decision TO :service;
GRANT SELECT, INSERT, UPDATE ON watchlist_entry TO :service;
GRANT SELECT, INSERT, DELETE ON watchlist_key TO :service;
GRANT SELECT, INSERT ON screening_match TO :service;
GRANT UPDATE (status, matched_by, evidence, episode, found_at) ON screening_match TO :service;
GRANT SELECT ON screening_match_view, customer_name_key_view, customer_established_view TO :service;
