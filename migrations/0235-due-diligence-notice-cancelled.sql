-- A notice whose cause was settled before it was sent is not sent any more; the log says why.
ALTER TABLE notice DROP CONSTRAINT notice_status_check;
ALTER TABLE notice ADD CONSTRAINT notice_status_check
  CHECK (status IN ('queued', 'waiting', 'sent', 'letter', 'handed-over', 'failed', 'cancelled'));
ALTER TABLE notice_attempt DROP CONSTRAINT notice_attempt_kind_check;
ALTER TABLE notice_attempt ADD CONSTRAINT notice_attempt_kind_check CHECK (kind IN ('queued', 'waiting', 'started',
  'sent', 'deferred', 'unreachable', 'refused', 'unknown', 'returned', 'letter', 'handed-over', 'failed', 'retried',
  'printed', 'delivered', 'cancelled'));
CREATE INDEX notice_unsent_cause ON notice (cause_kind, cause_id)
  WHERE status IN ('queued', 'waiting', 'letter');
