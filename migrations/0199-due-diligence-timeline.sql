-- What happened to a customer, for the modules that tell its history: no reason, no cause, no words of a person.
CREATE VIEW review_task_event_view AS
SELECT t.public_id, s.customer_id, t.kind AS task_kind, t.audience, t.due_on, e.position, e.kind, e.at, e.actor_name
FROM review_task_state s JOIN review_task t ON t.id = s.task_id JOIN LATERAL (
  SELECT 0 AS position, 'raised' AS kind, t.raised_at AS at, NULL::text AS actor_name
  UNION ALL
  SELECT x.position, x.kind, x.at, x.actor_name FROM review_task_event x
  WHERE x.task_id = t.id AND x.kind IN ('completed', 'settled')
) e ON true;

CREATE VIEW restriction_event_view AS
SELECT r.public_id, s.customer_id, e.position, e.kind, e.at, e.actor_name
FROM restriction_state s JOIN restriction r ON r.id = s.restriction_id JOIN LATERAL (
  SELECT 0 AS position, 'proposed' AS kind, r.proposed_at AS at, r.actor_name
  UNION ALL
  SELECT x.position, x.kind, x.at, x.actor_name FROM restriction_event x WHERE x.restriction_id = r.id
) e ON true;

CREATE VIEW beneficial_owner_determination_view AS
SELECT d.customer_id, d.version, d.as_of, d.computed_at, d.result ->> 'outcome' AS outcome,
  (SELECT count(*)::integer FROM beneficial_owner o WHERE o.customer_id = d.customer_id AND o.version = d.version) AS owners
FROM beneficial_owner_determination d;
