-- Files taken in: the file itself in chunks until it is done, how far it is, and what was refused of it.
CREATE TABLE file_import (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  state text NOT NULL CHECK (state IN ('receiving', 'queued', 'running', 'completed', 'failed')),
  dry_run boolean NOT NULL,
  format text NOT NULL CHECK (format IN ('csv', 'ndjson')),
  -- the mapping as it was when the file came; null for NDJSON
  mapping jsonb,
  -- who sent it: what its records are stored as
  actor jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  -- an upload that has not grown since is dead
  received_at timestamptz NOT NULL,
  started_at timestamptz,
  finished_at timestamptz,
  size bigint NOT NULL DEFAULT 0,
  sha256 bytea,
  encoding text CHECK (encoding IN ('utf-8', 'gb18030')),
  -- checkpoint: what is before it is settled; written in the transaction that settles it
  position bigint NOT NULL DEFAULT 0,
  line bigint NOT NULL DEFAULT 1,
  rows bigint NOT NULL DEFAULT 0,
  header text[],
  read bigint NOT NULL DEFAULT 0,
  accepted bigint NOT NULL DEFAULT 0,
  duplicates bigint NOT NULL DEFAULT 0,
  rejected bigint NOT NULL DEFAULT 0,
  unterminated boolean NOT NULL DEFAULT false,
  failure jsonb,
  CHECK (read = accepted + duplicates + rejected),
  CHECK (position <= size)
);
CREATE INDEX file_import_list ON file_import (kind, id);
CREATE INDEX file_import_due ON file_import (kind, created_at) WHERE state IN ('receiving', 'queued', 'running');

CREATE TABLE import_chunk (
  import_id uuid NOT NULL REFERENCES file_import (id) ON DELETE CASCADE,
  start bigint NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (import_id, start)
);
-- Compressing each chunk would cost more than the disk it saves for its short life.
ALTER TABLE import_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE import_rejection (
  import_id uuid NOT NULL REFERENCES file_import (id) ON DELETE CASCADE,
  number bigint NOT NULL,
  line bigint NOT NULL,
  code text NOT NULL,
  "column" text,
  pointer text,
  message_en text NOT NULL,
  message_zh text NOT NULL,
  text text NOT NULL,
  PRIMARY KEY (import_id, number)
);

-- What earlier batches of a dry run would have stored, since they are rolled back.
CREATE TABLE import_dry_key (
  import_id uuid NOT NULL REFERENCES file_import (id) ON DELETE CASCADE,
  key text COLLATE "C" NOT NULL,
  content text NOT NULL,
  PRIMARY KEY (import_id, key)
);

-- Column mappings of the bank's own; every version is kept, the newest counts.
CREATE TABLE import_mapping (
  name text COLLATE "C" NOT NULL,
  version integer NOT NULL,
  definition jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  PRIMARY KEY (name, version)
);
