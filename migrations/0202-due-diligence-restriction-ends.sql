-- Somebody closed what a restriction follows from and the record does not show that it was done: the restriction
-- stands until another person ends it.
ALTER TABLE restriction_event DROP CONSTRAINT restriction_event_kind_check;
ALTER TABLE restriction_event ADD CONSTRAINT restriction_event_kind_check
  CHECK (kind IN ('approved', 'refused', 'withdrawn', 'end-proposed', 'lifted'));
ALTER TABLE restriction_state ADD COLUMN end_proposed_at timestamptz;
CREATE INDEX restriction_end_proposed ON restriction_state (changed_at, restriction_id)
  WHERE status = 'in-force' AND end_proposed_at IS NOT NULL;
