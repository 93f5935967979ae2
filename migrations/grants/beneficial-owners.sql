GRANT SELECT, INSERT, UPDATE ON beneficial_owner_subject, ownership_day TO :service;
GRANT SELECT, INSERT ON beneficial_owner_determination, beneficial_owner, beneficial_owner_confirmation,
  beneficial_owner_measure TO :service;
-- A queue; UPDATE only to lock its rows.
GRANT SELECT, INSERT, UPDATE, DELETE ON ownership_change TO :service;
GRANT SELECT ON beneficial_owner_view, ownership_complexity_view, usual_owner_view, usual_owner_determination_view
  TO :service;
