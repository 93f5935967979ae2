-- A trigger lets only those go that belong to no customer.
GRANT SELECT, INSERT, DELETE ON document_image TO :service;
GRANT UPDATE (customer_id, bound_at, held_at) ON document_image TO :service;
