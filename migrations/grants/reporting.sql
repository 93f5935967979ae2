-- A report is never deleted; only its way through approval changes. What it says and its files are append only.
GRANT SELECT, INSERT, UPDATE ON report, report_number TO :service;
GRANT SELECT, INSERT ON report_event, report_customer, report_record, reported_key, report_file, report_file_part
  TO :service;
GRANT SELECT ON report_view, report_record_view TO :service;
