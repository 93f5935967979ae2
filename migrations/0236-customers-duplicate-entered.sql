-- Which of the two came with the document of the other, who was there before. Where the other was refused, that one
-- waits for compliance; whoever was a customer already is not held because somebody came with the same document.
ALTER TABLE customer_duplicate ADD COLUMN entered_id bigint REFERENCES customer;
UPDATE customer_duplicate SET entered_id = second_id;
ALTER TABLE customer_duplicate ALTER COLUMN entered_id SET NOT NULL,
  ADD CHECK (entered_id IN (first_id, second_id));
CREATE INDEX customer_duplicate_entered ON customer_duplicate (entered_id) WHERE status <> 'different';
