-- Who shares a telephone or an address with whom. Eight bytes of SHA-256 over the folded text, so that the index is
-- small and holds nobody's data in plain.
CREATE TABLE customer_contact_key (
  kind text COLLATE "C" NOT NULL CHECK (kind IN ('phone', 'address')),
  key bigint NOT NULL,
  customer_id bigint NOT NULL REFERENCES customer,
  PRIMARY KEY (kind, key, customer_id)
);
CREATE INDEX customer_contact_key_customer ON customer_contact_key (customer_id, kind);

-- A number without country code and separators; an address without spaces and punctuation. What is too short to say
-- anything (an extension, the name of a city) is left out.
CREATE FUNCTION contact_keys(profile jsonb) RETURNS TABLE (kind text, key bigint)
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
  SELECT DISTINCT k.kind, ('x' || left(encode(sha256(convert_to(k.text, 'UTF8')), 'hex'), 16))::bit(64)::bigint
  FROM (
    SELECT 'phone' AS kind, regexp_replace(regexp_replace(normalize(c ->> 'value', NFKC), '\D', '', 'g'),
      '^(00)?86(?=1\d{10}$)', '') AS text, 7 AS shortest
    FROM jsonb_array_elements(coalesce(profile -> 'contacts', '[]')) AS c WHERE c ->> 'type' IN ('mobile', 'phone')
    UNION ALL
    SELECT 'address', lower(regexp_replace(normalize(a ->> 'text', NFKC), '[[:space:][:punct:]、。·《》「」—]+', '', 'g')), 6
    FROM jsonb_array_elements(coalesce(profile -> 'addresses', '[]')) AS a
  ) AS k WHERE length(k.text) >= k.shortest
$$;

-- Kept in step by the database, whoever writes a customer: in bulk when customers are made, one by one when the profile
-- of one changes. The service itself may only read.
CREATE FUNCTION keep_contact_keys_of_new() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO customer_contact_key (kind, key, customer_id)
  SELECT k.kind, k.key, n.id FROM made n, contact_keys(n.profile) k;
  RETURN NULL;
END $$;
CREATE FUNCTION keep_contact_keys_of_changed() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM customer_contact_key WHERE customer_id = NEW.id;
  INSERT INTO customer_contact_key (kind, key, customer_id)
  SELECT k.kind, k.key, NEW.id FROM contact_keys(NEW.profile) k;
  RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION keep_contact_keys_of_new, keep_contact_keys_of_changed FROM PUBLIC;
CREATE TRIGGER customer_made_contact_keys AFTER INSERT ON customer REFERENCING NEW TABLE AS made
  FOR EACH STATEMENT EXECUTE FUNCTION keep_contact_keys_of_new();
CREATE TRIGGER customer_changed_contact_keys AFTER UPDATE OF profile ON customer FOR EACH ROW
  WHEN (OLD.profile -> 'contacts' IS DISTINCT FROM NEW.profile -> 'contacts'
    OR OLD.profile -> 'addresses' IS DISTINCT FROM NEW.profile -> 'addresses')
  EXECUTE FUNCTION keep_contact_keys_of_changed();

INSERT INTO customer_contact_key (kind, key, customer_id)
SELECT k.kind, k.key, c.id FROM customer c, contact_keys(c.profile) k;

CREATE VIEW customer_contact_key_view AS SELECT kind, key, customer_id FROM customer_contact_key;

-- For the history of a customer: which fields changed, never what they said.
CREATE VIEW customer_change_view AS
SELECT customer_id, version, changed_at, actor_kind, actor_name,
  ARRAY(SELECT DISTINCT split_part(f ->> 'pointer', '/', 2) FROM jsonb_array_elements(fields) AS f) AS changed_fields
FROM customer_change;
CREATE VIEW customer_image_view AS
SELECT id, customer_id, media_type, uploaded_at, bound_at FROM document_image WHERE customer_id IS NOT NULL;
CREATE VIEW customer_merge_view AS
SELECT public_id, kept_id, merged_id, merged_at, merger_name, reversed_at, reverser_name FROM customer_merge;
