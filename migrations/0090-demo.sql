-- The one demo bank a database may hold: what it is made from, and how far its loading has come.
CREATE TABLE demo_load (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  parameters jsonb NOT NULL,
  -- transactions stored so far; advanced in the transaction that stores them
  stored bigint NOT NULL DEFAULT 0 CHECK (stored >= 0),
  started_at timestamptz NOT NULL,
  finished_at timestamptz
);
