-- Who is on which list. An entry that a newer publication leaves out stays, marked: decisions point at it.
CREATE TABLE watchlist (
  id text COLLATE "C" PRIMARY KEY,
  name text NOT NULL CHECK (name <> '')
);
INSERT INTO watchlist (id, name) VALUES ('internal', '内部名单 Internal list');

CREATE TABLE watchlist_import (
  id uuid PRIMARY KEY,
  list_id text NOT NULL REFERENCES watchlist,
  published_on date,
  imported_at timestamptz NOT NULL,
  actor_id text NOT NULL,
  sha256 text NOT NULL,
  added integer NOT NULL,
  changed integer NOT NULL,
  removed integer NOT NULL
);
CREATE INDEX watchlist_import_list ON watchlist_import (list_id, imported_at);

CREATE TABLE watchlist_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  list_id text COLLATE "C" NOT NULL REFERENCES watchlist,
  entity_id text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('individual', 'organisation')),
  name text NOT NULL,
  date_of_birth date,
  -- Aliases and document numbers as published.
  details jsonb NOT NULL DEFAULT '{}',
  removed_by uuid REFERENCES watchlist_import,
  UNIQUE (list_id, entity_id)
);

-- What an entry is found by: its names and document numbers as they are compared.
CREATE TABLE watchlist_key (
  entry_id bigint NOT NULL REFERENCES watchlist_entry,
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('name', 'document')),
  key text COLLATE "C" NOT NULL,
  PRIMARY KEY (entry_id, kind, key)
);
CREATE INDEX watchlist_key_key ON watchlist_key (key, kind, entry_id);

CREATE TABLE screening_match (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  customer_id bigint NOT NULL REFERENCES customer,
  entry_id bigint NOT NULL REFERENCES watchlist_entry,
  matched_by text NOT NULL CHECK (matched_by IN ('name', 'document')),
  found_at timestamptz NOT NULL,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'awaiting-second', 'false-match', 'true-match')),
  UNIQUE (customer_id, entry_id)
);
CREATE INDEX screening_match_status ON screening_match (status, id);

CREATE TABLE screening_decision (
  match_id bigint NOT NULL REFERENCES screening_match,
  position integer NOT NULL,
  decision text NOT NULL CHECK (decision IN ('true-match', 'false-match')),
  reason text NOT NULL CHECK (reason <> ''),
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (match_id, position)
);

CREATE VIEW screening_match_view AS
SELECT m.id, m.public_id, m.customer_id, m.status, m.matched_by, m.found_at, e.list_id, e.entity_id, e.name
FROM screening_match m JOIN watchlist_entry e ON e.id = m.entry_id;

CREATE VIEW customer_name_key_view AS SELECT customer_id, name_key FROM customer_name_key;
