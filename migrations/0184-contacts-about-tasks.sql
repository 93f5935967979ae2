-- What a contact was about: only one about a task proves that the customer was told of it.
ALTER TABLE contact_log ADD COLUMN review_task_id bigint REFERENCES review_task (id);
CREATE INDEX contact_log_task ON contact_log (review_task_id) WHERE review_task_id IS NOT NULL;
CREATE OR REPLACE VIEW contact_log_view AS
SELECT id, public_id, customer_id, at, channel, subject, outcome, front_line, actor_name, review_task_id FROM contact_log;
