-- Alerts that change how a customer is rated, by when they last changed.
CREATE INDEX alert_watched ON alert (changed_at, id) WHERE kind IN ('suspicious', 'screening');
