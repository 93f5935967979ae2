-- A letter printed, and by whom; a receipt that a message reached its reader.
ALTER TABLE notice_attempt DROP CONSTRAINT notice_attempt_kind_check;
ALTER TABLE notice_attempt ADD CONSTRAINT notice_attempt_kind_check CHECK (kind IN ('queued', 'waiting', 'started',
  'sent', 'deferred', 'unreachable', 'refused', 'unknown', 'returned', 'letter', 'handed-over', 'failed', 'retried',
  'printed', 'delivered'));
-- By what its receipts name a message.
CREATE INDEX notice_attempt_provider ON notice_attempt (provider_id) WHERE kind = 'sent' AND provider_id IS NOT NULL;

-- Addresses that do not reach the customer. Not used again until somebody confirmed them with the customer.
CREATE TABLE contact_mark (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  public_id uuid NOT NULL UNIQUE,
  customer_id bigint NOT NULL REFERENCES customer,
  merged_from bigint REFERENCES customer,
  channel text NOT NULL CHECK (channel IN ('sms', 'email')),
  -- The address itself stands in the customer's record only.
  address_digest bytea NOT NULL CHECK (octet_length(address_digest) = 32),
  shown text NOT NULL,
  code text NOT NULL,
  notice_id bigint NOT NULL REFERENCES notice,
  at timestamptz NOT NULL,
  confirmed_at timestamptz,
  confirmed_how text,
  confirmer_kind text,
  confirmer_id text,
  confirmer_name text,
  CHECK ((confirmed_at IS NULL) = (confirmed_how IS NULL) AND (confirmed_at IS NULL) = (confirmer_id IS NULL))
);
CREATE INDEX contact_mark_customer ON contact_mark (customer_id, id) WHERE confirmed_at IS NULL;
