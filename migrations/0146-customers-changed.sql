-- Whoever keeps in step with the master record asks for what changed since, oldest first.
CREATE INDEX customer_updated ON customer (updated_at, id);
