-- When a contact was written down: what is stated later than it happened proves nothing of before it was written down.
CREATE OR REPLACE VIEW contact_log_view AS
SELECT id, public_id, customer_id, at, channel, subject, outcome, front_line, actor_name, review_task_id, recorded_at
FROM contact_log;
