-- Keys are rotated and destroyed as the owner (npm run keys). An object goes only when nothing refers to it any more:
-- the tables that refer to it decide, by foreign keys that do not cascade.
GRANT SELECT, INSERT ON record_key TO :service;
GRANT SELECT, INSERT, DELETE ON vault_object TO :service;
