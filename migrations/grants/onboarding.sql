-- Only ever appended to.
GRANT SELECT, INSERT ON senior_approval, verification, referral TO :service;
GRANT SELECT ON verification_view TO :service;
-- A trigger lets a text of before go only where it is sealed, once.
GRANT UPDATE (text, sealed_text) ON referral TO :service;
-- A merge moves what was decided about a record, and gives it back.
GRANT UPDATE (customer_id, position, merged_from) ON senior_approval TO :service;
