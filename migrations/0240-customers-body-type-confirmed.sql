-- Whether the kind of a body is more than a branch's word: some kinds exempt a body, or end the search for owners at it.
ALTER TABLE party ADD COLUMN body_type_confirmed boolean NOT NULL DEFAULT true;

CREATE OR REPLACE VIEW party_view AS
SELECT id, public_id, kind, body_type, customer_id, name, name_latin, gender, date_of_birth, nationality, created_at,
  body_type_confirmed
FROM party;
