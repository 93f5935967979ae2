GRANT SELECT, INSERT, UPDATE, DELETE ON file_import TO :service;
GRANT SELECT, INSERT, DELETE ON import_chunk, import_rejection, import_dry_key TO :service;
GRANT SELECT, INSERT ON import_mapping TO :service;
