ALTER TABLE customer ADD CONSTRAINT customer_branch_exists FOREIGN KEY (branch) REFERENCES branch (code);

-- A teller searches one branch only: its code stands beside the search keys, in the same index pages.
ALTER TABLE customer_name_key ADD COLUMN branch text COLLATE "C";
UPDATE customer_name_key k SET branch = c.branch FROM customer c WHERE c.id = k.customer_id;
DROP INDEX customer_name_key_name, customer_name_key_pinyin, customer_name_key_initials;
CREATE INDEX customer_name_key_name ON customer_name_key (name_key, customer_id) INCLUDE (branch);
CREATE INDEX customer_name_key_pinyin ON customer_name_key (pinyin_key, customer_id) INCLUDE (branch);
CREATE INDEX customer_name_key_initials ON customer_name_key (initials_key, customer_id) INCLUDE (branch);

-- A search reads the whole list of what is not yet in these indexes; it must stay short.
ALTER INDEX customer_name_key_grams SET (gin_pending_list_limit = 512);
ALTER INDEX customer_name_key_inside SET (gin_pending_list_limit = 512);
