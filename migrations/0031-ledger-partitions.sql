-- Two processes that need the same quarter at once: the second waits, and must then find the first one's table. Looking
-- again is not enough, for waiting on an advisory lock does not renew what a session remembers of the catalogue.
-- A table that is made by itself and then attached keeps nobody from reading or writing the ledger meanwhile.
CREATE OR REPLACE FUNCTION ensure_ledger_partition(instant timestamptz) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  quarter timestamp := date_trunc('quarter', instant AT TIME ZONE 'UTC');
  partition_name text := format('ledger_%sq%s', to_char(quarter, 'YYYY'), to_char(quarter, 'Q'));
BEGIN
  IF instant < timestamptz '1990-01-01 00:00Z' OR instant > now() + interval '5 years' THEN
    RAISE EXCEPTION 'no partition for %', instant USING ERRCODE = 'check_violation';
  END IF;
  IF to_regclass(format('public.%I', partition_name)) IS NOT NULL THEN
    RETURN partition_name;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('ledger partition'));
  BEGIN
    EXECUTE format('CREATE TABLE %I (LIKE ledger INCLUDING ALL) WITH (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02)',
      partition_name);
    EXECUTE format('ALTER TABLE ledger ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
      partition_name, quarter AT TIME ZONE 'UTC', (quarter + interval '3 months') AT TIME ZONE 'UTC');
  EXCEPTION WHEN duplicate_table THEN
    NULL;
  END;
  RETURN partition_name;
END $$;
