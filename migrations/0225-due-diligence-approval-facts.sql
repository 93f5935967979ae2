-- What an approval is about: a digest of the facts its grounds rest on. Unknown of events of before.
ALTER TABLE senior_approval ADD COLUMN facts_digest bytea CHECK (octet_length(facts_digest) = 32);
