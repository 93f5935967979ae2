-- What must be asked of a customer, or looked at again, and by when. Rows are never changed: what becomes of a task
-- is in its events. One task per customer, kind and episode, whoever raises it at the same time.
CREATE TABLE review_task (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  customer_id bigint NOT NULL REFERENCES customer,
  kind text COLLATE "C" NOT NULL,
  episode text COLLATE "C" NOT NULL CHECK (episode <> ''),
  audience text NOT NULL CHECK (audience IN ('front-line', 'compliance')),
  -- The business day on which there was reason for it; reminders count from there and from `due_on`.
  raised_on date NOT NULL,
  due_on date NOT NULL,
  ask jsonb NOT NULL CHECK (jsonb_typeof(ask) = 'object'),
  -- What it comes from; never shown to a branch.
  cause_kind text,
  cause_id text,
  raised_at timestamptz NOT NULL,
  CHECK ((cause_kind IS NULL) = (cause_id IS NULL)),
  UNIQUE (customer_id, kind, episode)
);
CREATE INDEX review_task_cause ON review_task (cause_kind, cause_id) WHERE cause_kind IS NOT NULL;

CREATE TABLE review_task_event (
  task_id bigint NOT NULL REFERENCES review_task,
  position integer NOT NULL CHECK (position >= 1),
  kind text NOT NULL CHECK (kind IN ('assigned', 'step', 'completed', 'settled')),
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  details jsonb NOT NULL CHECK (jsonb_typeof(details) = 'object'),
  PRIMARY KEY (task_id, position)
);

-- What the events come to, kept beside them so that a queue of millions can be listed: written in the transaction
-- that appends the event. The customer and its branch are those of today.
CREATE TABLE review_task_state (
  task_id bigint PRIMARY KEY REFERENCES review_task,
  customer_id bigint NOT NULL REFERENCES customer,
  branch text COLLATE "C",
  kind text COLLATE "C" NOT NULL,
  audience text NOT NULL,
  due_on date NOT NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'done', 'settled')),
  assignee uuid,
  -- The day of the next reminder or measure; none when all are behind or the task is closed.
  next_step_on date,
  closed_on date,
  -- Number of events so far.
  version integer NOT NULL DEFAULT 0
);
CREATE INDEX review_task_queue ON review_task_state (due_on, task_id) WHERE status = 'open';
CREATE INDEX review_task_branch_queue ON review_task_state (branch, audience, due_on, task_id) WHERE status = 'open';
CREATE INDEX review_task_assignee_queue ON review_task_state (assignee, due_on, task_id)
  WHERE status = 'open' AND assignee IS NOT NULL;
CREATE INDEX review_task_kind_queue ON review_task_state (kind, due_on, task_id) WHERE status = 'open';
CREATE INDEX review_task_closed ON review_task_state (status, due_on, task_id) WHERE status <> 'open';
CREATE INDEX review_task_customer ON review_task_state (customer_id, task_id);
CREATE INDEX review_task_steps ON review_task_state (next_step_on, task_id)
  WHERE status = 'open' AND next_step_on IS NOT NULL;

CREATE VIEW review_task_view AS
SELECT t.id, t.public_id, s.customer_id, s.branch, t.kind, t.audience, t.raised_on, t.due_on, s.status, s.assignee,
  s.closed_on, t.cause_kind, t.cause_id
FROM review_task t JOIN review_task_state s ON s.task_id = t.id;
