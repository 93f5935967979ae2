-- Which customers used which device: who shares one with whom is found here, not in the ledger. Written with the
-- movements; the key is the first half of SHA-256 over the device's id.
CREATE TABLE ledger_device (
  device_key bigint NOT NULL,
  customer_id bigint NOT NULL REFERENCES customer,
  first_seen_on date NOT NULL,
  PRIMARY KEY (device_key, customer_id)
);
CREATE INDEX ledger_device_customer ON ledger_device (customer_id);

INSERT INTO ledger_device (device_key, customer_id, first_seen_on)
SELECT ('x' || left(encode(sha256(convert_to(l.details -> 'device' ->> 'id', 'UTF8')), 'hex'), 16))::bit(64)::bigint,
  coalesce(l.merged_from, l.customer_id), min(l.business_date)
FROM ledger l WHERE l.details -> 'device' ->> 'id' IS NOT NULL GROUP BY 1, 2;

CREATE VIEW ledger_device_view AS SELECT device_key, customer_id, first_seen_on FROM ledger_device;
