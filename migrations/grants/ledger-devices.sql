-- Written once for each device and customer.
GRANT SELECT, INSERT ON ledger_device TO :service;
GRANT SELECT ON ledger_device_view TO :service;
