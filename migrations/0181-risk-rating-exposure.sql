-- Who is registered as a foreign politically exposed person, or belongs to one, was rated without that: once more.
INSERT INTO risk_request (customer_id, trigger, requested_at)
SELECT s.customer_id, 'request', now() FROM risk_standing s JOIN customer_profile_view p ON p.customer_id = s.customer_id
WHERE s.rating_id IS NOT NULL AND s.model_version IS NOT NULL AND (p.foreign_exposed OR p.owner_foreign_exposed)
ON CONFLICT DO NOTHING;
