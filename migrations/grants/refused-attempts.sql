GRANT SELECT, INSERT ON refused_attempt, refused_attempt_reversal, refused_attempt_image TO :service;
GRANT UPDATE (customer_id, merged_from) ON refused_attempt TO :service;
