GRANT SELECT, INSERT, UPDATE ON customer TO :service;
GRANT USAGE ON SEQUENCE customer_number_sequence TO :service;
GRANT SELECT, INSERT, UPDATE ON account TO :service;
-- Replaced whole when a customer changes; what they were stays in customer_change.
GRANT SELECT, INSERT, DELETE ON customer_document, customer_name_key TO :service;
GRANT SELECT, INSERT ON customer_change TO :service;
GRANT SELECT ON customer_view, customer_document_view, account_view, customer_contact_view, customer_address_view
  TO :service;
GRANT SELECT ON customer_standing_view TO :service;
-- A party follows the customer it is; what was said of a relationship stays.
GRANT SELECT, INSERT, UPDATE ON party TO :service;
GRANT SELECT, INSERT ON party_document, relationship, relationship_end TO :service;
GRANT SELECT ON party_view, party_document_view, relationship_view, relationship_day_view TO :service;
