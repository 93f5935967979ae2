GRANT SELECT ON review_task_event_view, restriction_event_view, beneficial_owner_determination_view TO :service;
