-- Who changed a customer cannot approve it: names are not enough to tell people apart.
CREATE OR REPLACE VIEW customer_change_view AS
SELECT customer_id, version, changed_at, actor_kind, actor_name,
  ARRAY(SELECT DISTINCT split_part(f ->> 'pointer', '/', 2) FROM jsonb_array_elements(fields) AS f) AS changed_fields,
  actor_id
FROM customer_change;
