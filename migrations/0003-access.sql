CREATE TABLE branch (
  code text PRIMARY KEY CHECK (code ~ '^[A-Za-z0-9-]{1,20}$'),
  name text NOT NULL,
  parent text REFERENCES branch CHECK (parent <> code),
  country text NOT NULL CHECK (country ~ '^[A-Z]{3}$'),
  created_at timestamptz NOT NULL
);

CREATE TABLE user_account (
  id uuid PRIMARY KEY,
  username text NOT NULL UNIQUE CHECK (username = lower(username)),
  display_name text NOT NULL,
  password_hash text NOT NULL,
  roles text[] NOT NULL CHECK (cardinality(roles) > 0
    AND roles <@ ARRAY['teller', 'compliance-officer', 'compliance-manager', 'auditor', 'administrator']),
  branch text NOT NULL REFERENCES branch,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'disabled')),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL
);

-- A token is kept as its SHA-256 only: who reads the table cannot sign in with it.
CREATE TABLE session (
  id uuid PRIMARY KEY,
  token_digest bytea NOT NULL UNIQUE CHECK (octet_length(token_digest) = 32),
  user_id uuid NOT NULL REFERENCES user_account,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX session_user_id ON session (user_id);
CREATE INDEX session_expires_at ON session (expires_at);

CREATE TABLE api_key (
  id uuid PRIMARY KEY,
  secret_digest bytea NOT NULL CHECK (octet_length(secret_digest) = 32),
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('core-banking', 'auditor')),
  expires_on date,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  revoked_at timestamptz
);

-- Attempts of a window, counted by all processes together. The key is a digest: what people mistype may be a password.
CREATE TABLE sign_in_attempt (
  key bytea PRIMARY KEY,
  window_start timestamptz NOT NULL,
  attempts integer NOT NULL
);
CREATE INDEX sign_in_attempt_window_start ON sign_in_attempt (window_start);
