GRANT SELECT, INSERT ON notice TO :service;
-- What was said stays as it was said.
GRANT UPDATE (branch, status, channel, shown, reason, tries, sent_at, changed_at, claim, claimed_until)
  ON notice TO :service;
GRANT SELECT, INSERT ON notice_attempt, contact_preference, contact_log TO :service;
GRANT SELECT, INSERT ON notice_wording TO :service;
GRANT UPDATE (status, decided_by, decided_by_name, decided_at) ON notice_wording TO :service;
GRANT SELECT ON notice_view, contact_log_view TO :service;
GRANT SELECT, INSERT ON contact_mark TO :service;
GRANT UPDATE (confirmed_at, confirmed_how, confirmer_kind, confirmer_id, confirmer_name, customer_id, merged_from)
  ON contact_mark TO :service;
