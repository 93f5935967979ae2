-- The documents of a customer are those of its record, whatever relationships say of it; those of other parties are
-- what was stored with them.
CREATE OR REPLACE VIEW party_document_view AS
SELECT d.party_id, d.type, d.number, d.number_key, d.issuer, d.issued_on, d.valid_until, d.long_term
FROM party_document d JOIN party p ON p.id = d.party_id WHERE p.customer_id IS NULL
UNION ALL
SELECT p.id, d.type, d.number, d.number_key COLLATE "C", d.issuer, d.issued_on, d.valid_until, d.long_term
FROM customer_document d JOIN party p ON p.customer_id = d.customer_id;
