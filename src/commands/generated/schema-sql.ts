import type { Queryable } from '../../platform/index.js';

const HEADER = `-- The schema of a freshly migrated database, written from its catalogs by \`npm run generate\`. For reading and
-- comparing only: what counts are the files in migrations/.
`;

interface Text {
  text: string;
}

/** Tables, columns, constraints, indexes, functions, triggers, views and grants of the schema, always in one order. */
export async function schemaSql(db: Queryable, serviceRole: string): Promise<string> {
  const parts: string[] = [HEADER];
  const add = async (sql: string, values: readonly unknown[] = []) => {
    const rows = await db.query<Text & { name: string }>(sql, values);
    for (const { text } of rows.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)))
      parts.push(`${text.trimEnd()}\n`);
  };
  await add(EXTENSIONS);
  await add(TYPES);
  for (const table of await db.query<Text & { oid: string }>(TABLES))
    parts.push(await tableSql(db, table.oid));
  await add(VIEWS);
  await add(FUNCTIONS);
  await add(TRIGGERS);
  await add(GRANTS, [serviceRole]);
  return parts.join('\n');
}

const OURS = `n.nspname = 'public' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = o.oid AND d.deptype = 'e')`;

const EXTENSIONS = `SELECT extname AS name, format('CREATE EXTENSION %I;', extname) AS text FROM pg_extension WHERE extname <> 'plpgsql'`;

const TYPES = `
  SELECT o.typname AS name, CASE o.typtype
    WHEN 'e' THEN format('CREATE TYPE %I AS ENUM (%s);', o.typname,
      (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = o.oid))
    ELSE format('CREATE DOMAIN %I AS %s%s;', o.typname, format_type(o.typbasetype, o.typtypmod),
      (SELECT string_agg(' ' || pg_get_constraintdef(c.oid), '' ORDER BY c.conname) FROM pg_constraint c WHERE c.contypid = o.oid))
    END AS text
  FROM pg_type o JOIN pg_namespace n ON n.oid = o.typnamespace WHERE o.typtype IN ('e', 'd') AND ${OURS}`;

const TABLES = `
  SELECT o.oid, o.relname AS text FROM pg_class o JOIN pg_namespace n ON n.oid = o.relnamespace
  WHERE o.relkind IN ('r', 'p') AND ${OURS} ORDER BY o.relname COLLATE "C"`;

const VIEWS = `
  SELECT o.relname AS name, format(E'CREATE %s %I AS\\n%s', CASE o.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END,
    o.relname, pg_get_viewdef(o.oid, true)) AS text
  FROM pg_class o JOIN pg_namespace n ON n.oid = o.relnamespace WHERE o.relkind IN ('v', 'm') AND ${OURS}`;

const FUNCTIONS = `
  SELECT o.proname || pg_get_function_identity_arguments(o.oid) AS name, rtrim(pg_get_functiondef(o.oid), E'\\n') || ';' AS text
  FROM pg_proc o JOIN pg_namespace n ON n.oid = o.pronamespace WHERE o.prokind IN ('f', 'p') AND ${OURS}`;

const TRIGGERS = `
  SELECT t.relname || ' ' || g.tgname AS name, pg_get_triggerdef(g.oid) || ';' ||
    CASE g.tgenabled WHEN 'A' THEN format(E'\\nALTER TABLE %I ENABLE ALWAYS TRIGGER %I;', t.relname, g.tgname) ELSE '' END AS text
  FROM pg_trigger g JOIN pg_class t ON t.oid = g.tgrelid WHERE NOT g.tgisinternal AND g.tgparentid = 0`;

const GRANTS = `
  WITH granted AS (
    SELECT o.relname, a.privilege_type AS privilege, NULL AS attname FROM pg_class o JOIN pg_namespace n ON n.oid = o.relnamespace,
      aclexplode(o.relacl) a WHERE n.nspname = 'public' AND a.grantee = $1::regrole
    UNION ALL
    SELECT o.relname, a.privilege_type, c.attname FROM pg_attribute c JOIN pg_class o ON o.oid = c.attrelid
      JOIN pg_namespace n ON n.oid = o.relnamespace, aclexplode(c.attacl) a WHERE n.nspname = 'public' AND a.grantee = $1::regrole
  ), privileges AS (
    SELECT relname, privilege || coalesce(' (' || string_agg(quote_ident(attname), ', ' ORDER BY attname COLLATE "C") || ')', '') AS item
    FROM granted GROUP BY relname, privilege
  )
  SELECT relname AS name, format('GRANT %s ON %I TO :service;', string_agg(item, ', ' ORDER BY item COLLATE "C"), relname) AS text
  FROM privileges GROUP BY relname`;

async function tableSql(db: Queryable, oid: string): Promise<string> {
  const [table] = await db.query<{
    name: string;
    partition: string | null;
    parent: string | null;
    key: string | null;
  }>(
    `SELECT c.oid::regclass::text AS name, pg_get_expr(c.relpartbound, c.oid) AS partition, i.inhparent::regclass::text AS parent,
       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS key
     FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid WHERE c.oid = $1`,
    [oid],
  );
  const { name, partition, parent, key } = table!;
  const indexes = await db.query<Text>(
    `SELECT pg_get_indexdef(i.indexrelid) || ';' AS text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = $1 AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
       AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = i.indexrelid) ORDER BY c.relname COLLATE "C"`,
    [oid],
  );
  const tail = indexes.map(({ text }) => `${text}\n`).join('');
  if (partition !== null) return `CREATE TABLE ${name} PARTITION OF ${parent} ${partition};\n${tail}`;
  const columns = await db.query<Text>(
    `SELECT format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
       || CASE WHEN a.attgenerated = 's' THEN ' GENERATED ALWAYS AS (' || pg_get_expr(d.adbin, d.adrelid) || ') STORED'
               WHEN a.attidentity = 'a' THEN ' GENERATED ALWAYS AS IDENTITY' WHEN a.attidentity = 'd' THEN ' GENERATED BY DEFAULT AS IDENTITY'
               WHEN d.adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) ELSE '' END
       || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END AS text
     FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`,
    [oid],
  );
  // From PostgreSQL 18 on a NOT NULL is a constraint too; it stands with its column already.
  const constraints = await db.query<Text>(
    `SELECT format('CONSTRAINT %I %s', conname, pg_get_constraintdef(oid)) AS text FROM pg_constraint
     WHERE conrelid = $1 AND conparentid = 0 AND contype <> 'n' AND contype <> 't' ORDER BY contype <> 'p', conname COLLATE "C"`,
    [oid],
  );
  const lines = [...columns, ...constraints].map(({ text }) => `  ${text}`).join(',\n');
  return `CREATE TABLE ${name} (\n${lines}\n)${key === null ? '' : ` PARTITION BY ${key}`};\n${tail}`;
}
