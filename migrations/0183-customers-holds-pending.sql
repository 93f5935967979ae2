-- Whether something of a customer is missing. A restriction goes before `pending` in the status and hides it there.
CREATE OR REPLACE VIEW customer_standing_view AS
SELECT id, status, facts_hold, findings, restricted, closed_on, closure_reason,
  status = 'pending' OR status = 'restricted'
    AND (facts_hold = 'pending' OR jsonb_path_exists(findings, '$.*[*] ? (@.severity == "error")')) AS holds_pending
FROM customer;
