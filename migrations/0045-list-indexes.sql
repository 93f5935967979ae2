-- Lists of alerts go by deadline, those without one last, or by newest day; the index is in the order of the page.
DROP INDEX alert_queue, alert_day;
CREATE INDEX alert_listed ON alert ((coalesce(due_on, DATE '9999-12-31')), id);
CREATE INDEX alert_listed_by_status ON alert (status, (coalesce(due_on, DATE '9999-12-31')), id);
CREATE INDEX alert_newest ON alert (as_of, id);
CREATE INDEX alert_assignee ON alert (assignee) WHERE assignee IS NOT NULL;
