-- A reason that went away may come back under the same name: a day that was typed again, a refusal that was taken
-- back. Each time is a task of its own. The number is part of the key, so that two writers who see the same last task
-- make one next.
ALTER TABLE review_task ADD COLUMN occurrence integer NOT NULL DEFAULT 1 CHECK (occurrence >= 1);
ALTER TABLE review_task DROP CONSTRAINT review_task_customer_id_kind_episode_key;
ALTER TABLE review_task ADD UNIQUE (customer_id, kind, episode, occurrence);

-- What a closed task was closed with, which says whether its reason can come back.
ALTER TABLE review_task_state ADD COLUMN outcome text CHECK (outcome IS NULL OR status <> 'open');
UPDATE review_task_state s SET outcome = e.details ->> 'outcome'
FROM review_task_event e WHERE s.status <> 'open' AND e.task_id = s.task_id AND e.position = s.version;
-- Until now the end of a relationship and its refusal, which can be taken back, were not told apart.
UPDATE review_task_state s SET outcome = 'customer-refused'
FROM customer c WHERE s.outcome = 'relationship-ended' AND c.id = s.customer_id AND c.status <> 'closed';
CREATE INDEX review_task_refused ON review_task_state (task_id) WHERE outcome = 'customer-refused';
