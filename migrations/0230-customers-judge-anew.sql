-- More is asked of documents and third parties now: the job finds anew what the registered facts of customers lack.
UPDATE customer SET finding_codes = NULL WHERE finding_codes IS NOT NULL;
