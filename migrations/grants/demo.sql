GRANT SELECT, INSERT ON demo_load TO :service;
GRANT UPDATE (stored, finished_at) ON demo_load TO :service;
