GRANT SELECT, INSERT ON review_task, review_task_event TO :service;
GRANT SELECT, INSERT, UPDATE ON review_task_state, review_run TO :service;
GRANT SELECT ON review_task_view TO :service;
