-- What a customer's status follows from. One pure function computes it; it is stored for lists and other modules.
ALTER TABLE customer
  -- What the registered facts came to when they were last stored.
  ADD COLUMN facts_hold text NOT NULL DEFAULT 'none' CHECK (facts_hold IN ('none', 'pending', 'refused')),
  -- What is known only from the database, by who found it: {"owners": [{code, severity, message, ...}], ...}.
  ADD COLUMN findings jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(findings) = 'object'),
  ADD COLUMN restricted boolean NOT NULL DEFAULT false,
  ADD COLUMN closed_on date,
  ADD COLUMN closure_reason text,
  ADD CHECK (closure_reason IS NULL OR closed_on IS NOT NULL);
UPDATE customer SET facts_hold = status::text WHERE status IN ('pending', 'refused');
UPDATE customer SET restricted = true WHERE status = 'restricted';
UPDATE customer SET closed_on = updated_at::date WHERE status = 'closed';
ALTER TABLE customer ADD CHECK ((status = 'closed') = (closed_on IS NOT NULL));

-- For the modules that must know how a customer stands and why.
CREATE VIEW customer_standing_view AS
SELECT id, status, facts_hold, findings, restricted, closed_on, closure_reason FROM customer;
