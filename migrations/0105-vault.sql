-- Envelope encryption: every object has a data key of its own, wrapped by the key of its record class and year, which
-- is wrapped by a master key that is never in this database. Without the key of class and year all of it is noise.
CREATE TABLE record_key (
  id uuid PRIMARY KEY,
  record_class text COLLATE "C" NOT NULL CHECK (record_class ~ '^[a-z][a-z0-9-]{0,62}$'),
  year smallint NOT NULL CHECK (year BETWEEN 1900 AND 9999),
  version integer NOT NULL CHECK (version >= 1),
  -- Which master key wrapped it.
  master_key text COLLATE "C" NOT NULL CHECK (master_key <> ''),
  wrapped bytea,
  created_at timestamptz NOT NULL,
  rewrapped_at timestamptz,
  destroyed_at timestamptz,
  UNIQUE (record_class, year, version),
  CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);
CREATE INDEX record_key_master_key ON record_key (master_key, id) WHERE wrapped IS NOT NULL;

CREATE TABLE vault_object (
  id uuid PRIMARY KEY,
  record_key_id uuid NOT NULL REFERENCES record_key,
  media_type text NOT NULL CHECK (media_type <> ''),
  size integer NOT NULL CHECK (size >= 0),
  -- Of the plain bytes, under a key made of the data key: proves what was sealed, and cannot be guessed at.
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  -- The data key: nonce, ciphertext, tag.
  wrapped_key bytea NOT NULL CHECK (octet_length(wrapped_key) = 60),
  -- Nonce, ciphertext, tag.
  ciphertext bytea NOT NULL,
  ciphertext_sha256 bytea NOT NULL CHECK (octet_length(ciphertext_sha256) = 32),
  created_at timestamptz NOT NULL,
  CHECK (octet_length(ciphertext) = size + 28)
);
CREATE INDEX vault_object_record_key ON vault_object (record_key_id, id);
-- Ciphertext does not compress.
ALTER TABLE vault_object ALTER COLUMN ciphertext SET STORAGE EXTERNAL;

-- A rotation moves wrapped keys, also as the owner; what was sealed is never changed by anybody.
CREATE TRIGGER vault_object_unchangeable
  BEFORE UPDATE OF id, media_type, size, digest, ciphertext, ciphertext_sha256, created_at ON vault_object
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER vault_object_not_emptied BEFORE TRUNCATE ON vault_object
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER record_key_kept BEFORE DELETE OR TRUNCATE ON record_key
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER record_key_unchangeable BEFORE UPDATE OF id, record_class, year, version, created_at ON record_key
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
