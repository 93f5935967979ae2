-- The merge by which a stricter override took this one's place; undoing it puts this one back in force.
ALTER TABLE risk_override ADD COLUMN ended_by_merge bigint;
ALTER TABLE risk_override DROP CONSTRAINT risk_override_end_reason_check;
ALTER TABLE risk_override ADD CONSTRAINT risk_override_end_reason_check CHECK (
  end_reason IN ('expired', 'machine-rose', 'set-by-law', 'level-gone', 'replaced', 'closed', 'merged'));
