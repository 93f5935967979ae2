-- Only ever appended to.
GRANT SELECT, INSERT ON senior_approval, verification, referral TO :service;
GRANT SELECT ON verification_view TO :service;
