-- Only ever appended to.
GRANT SELECT, INSERT ON senior_approval, verification, referral TO :service;
GRANT SELECT ON verification_view TO :service;
-- A trigger lets a text of before go only where it is sealed, once.
GRANT UPDATE (text, sealed_text) ON referral TO :service;
