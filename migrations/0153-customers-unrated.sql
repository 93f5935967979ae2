-- Customers without a level are few once all were rated; a job looks for them every minute.
CREATE INDEX customer_unrated ON customer (id) WHERE risk_level IS NULL AND NOT occasional;
