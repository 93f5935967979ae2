-- The branch at which owners were confirmed; null when not by somebody bound to one. Those bound to a branch read no
-- words that were not written at one.
ALTER TABLE beneficial_owner_confirmation ADD COLUMN confirmed_branch text;
