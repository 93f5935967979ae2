-- What to collect, in the closed words of rules/due-diligence/notice-words.json: the same for the branch's list and
-- the customer's notice, with no place for a reason.
ALTER TABLE review_task ADD COLUMN collect text[] NOT NULL DEFAULT '{}';
-- Why compliance ordered it; never shown to a branch.
ALTER TABLE review_task ADD COLUMN reason text;

-- The daily job walks along these; it must not read those that are not due.
CREATE INDEX customer_document_validity ON customer_document (valid_until, customer_id, position)
  WHERE valid_until IS NOT NULL;
CREATE INDEX customer_next_review ON customer (next_review_on, id) WHERE next_review_on IS NOT NULL;
CREATE INDEX review_task_open ON review_task_state (task_id) WHERE status = 'open';

-- One row per run of the daily job: the days it is for and how far it is. Every batch moves it in its own transaction
-- and holds it meanwhile, so that of two runners each goes on where the other stopped.
CREATE TABLE review_run (
  through_day date PRIMARY KEY,
  from_day date NOT NULL,
  phase text NOT NULL,
  -- Sort key of the last row of the last batch; null at the beginning of a phase.
  position jsonb,
  counts jsonb NOT NULL DEFAULT '{}',
  batches integer NOT NULL DEFAULT 0,
  started_at timestamptz NOT NULL,
  finished_at timestamptz,
  CHECK (from_day <= through_day)
);
CREATE INDEX review_run_unfinished ON review_run (through_day) WHERE finished_at IS NULL;
