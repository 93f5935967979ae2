-- An alert of a merged customer goes with it; where the kept one has an alert of the same episode, that one stands.
ALTER TABLE alert
  ADD COLUMN merged_from bigint REFERENCES customer,
  ADD COLUMN superseded_by bigint REFERENCES alert;
CREATE OR REPLACE VIEW alert_view AS SELECT * FROM alert;

-- How the alerts of both customers stood before a merge, so that its reversal can leave them as they were.
CREATE TABLE alert_before_merge (
  merge_id bigint NOT NULL,
  alert_id bigint NOT NULL REFERENCES alert,
  customer_id bigint NOT NULL,
  status alert_status NOT NULL,
  measures jsonb NOT NULL,
  superseded boolean NOT NULL DEFAULT false,
  PRIMARY KEY (merge_id, alert_id)
);
COMMENT ON COLUMN alert_transaction.customer_id IS 'whom the movement was booked for';
