-- What the customer can bring. A check or a decision inside the bank is not to be asked of anybody: to ask for
-- something while one runs would tell the customer of it.
CREATE OR REPLACE VIEW customer_standing_view AS
SELECT id, status, facts_hold, findings, restricted, closed_on, closure_reason,
  status IN ('pending', 'restricted')
    AND (facts_hold = 'pending'
      OR jsonb_path_exists(findings - 'screening' - 'approvals', '$.*[*] ? (@.severity == "error")')) AS holds_pending
FROM customer;
