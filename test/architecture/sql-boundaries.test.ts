import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { projectRoot } from '../../src/platform/index.js';
import { sourceFiles } from '../support/sources.js';
import { sqlNames } from '../support/sql-names.js';

/** Whose tables a migration makes, by the word after its number. */
const owners: Record<string, string> = {
  list: 'alerts',
  foundation: 'platform',
  imports: 'platform',
  vault: 'platform',
  audit: 'audit',
  access: 'access',
  customers: 'customers',
  customer: 'customers',
  alerts: 'alerts',
  due: 'due-diligence',
  contacts: 'due-diligence',
  screening: 'screening',
  exchange: 'transactions',
  ledger: 'transactions',
  monitoring: 'monitoring',
  reporting: 'reporting',
  demo: 'demo',
  risk: 'risk-rating',
};

/** Tables that a migration of one module makes for another: alerts and rules began as one slice. */
const elsewhere = [
  { name: /^alert(_|$)/, owner: 'alerts' },
  { name: /^customer_/, owner: 'customers' },
];

/** Who may read a table of another module all the same, and why. */
const exceptions = [
  {
    module: 'journeys',
    tables: ['job', 'outbox_message', 'file_import'],
    reason: "platform has no views; the home page tells an administrator the state of platform's own work",
  },
];

/** Whether a module may use another, as .dependency-cruiser.cjs says it for imports; those that put modules together may. */
const { forbidden } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  forbidden: { name: string; to: { path: string | string[] } }[];
};
function stands(owner: string, module: string): 'left' | 'right' {
  const rule = forbidden.find(({ name }) => name === `direction-${module}`);
  const banned =
    rule !== undefined && [rule.to.path].flat().some((path) => new RegExp(path).test(`src/${owner}/`));
  return banned ? 'right' : 'left';
}

interface Relation {
  owner: string;
  /** What other modules may read. */
  published: boolean;
}

/** Every table, view and sequence that the migrations make, with its owner. */
function relations(): Map<string, Relation> {
  const found = new Map<string, Relation>([['schema_migration', { owner: 'platform', published: false }]]);
  const folder = join(projectRoot, 'migrations');
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.sql'))) {
    const owner = owners[/^\d+-([a-z]+)/.exec(file)![1]!];
    if (!owner) throw new Error(`say in this test whose tables ${file} makes`);
    const text = readFileSync(join(folder, file), 'utf8').replace(/--.*$/gm, '');
    const made = /\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:UNLOGGED\s+)?(TABLE|VIEW|SEQUENCE)\s+([a-z_]+)/g;
    for (const [, what, name] of text.matchAll(made))
      found.set(name!, {
        owner: elsewhere.find((one) => one.name.test(name!))?.owner ?? owner,
        published: what === 'VIEW',
      });
  }
  return found;
}

/** What the SQL of one file may not name. */
function trespasses(path: string, code: string, known: ReadonlyMap<string, Relation>): string[] {
  const module = /^src\/([^/]+)\//.exec(path)?.[1] ?? 'container';
  return sqlNames(path, code).flatMap(({ name, line }) => {
    const at = `${path}:${line} names ${name}`;
    const relation = known.get(name);
    if (!relation)
      return name.startsWith('pg_') || name === 'unnest' ? [] : [`${at}, which no migration makes`];
    const { owner, published } = relation;
    if (owner === module) return [];
    if (exceptions.some((one) => one.module === module && one.tables.includes(name))) return [];
    if (!published) return [`${at}, a table of ${owner}; read its views`];
    return stands(owner, module) === 'left' ? [] : [`${at}, a view of ${owner}, which stands to its right`];
  });
}

const known = relations();

describe('SQL', () => {
  it('names only tables of its own module, and views of modules to its left', () => {
    const files = sourceFiles('src', ['.ts']).filter((path) => !/^src\/(console|bootstrap)\//.test(path));
    expect(files.length).toBeGreaterThan(100);
    expect(files.flatMap((path) => trespasses(path, read(path), known))).toEqual([]);
  });

  it('is really looked at: the ledger is read where it is known to be', () => {
    const path = 'src/transactions/queries.ts';
    expect(sqlNames(path, read(path)).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['ledger', 'customer_view']),
    );
  });

  it.each([
    ['a table of another module', "q('SELECT 1 FROM customer c')", 'a table of customers'],
    [
      'one in a join',
      'q(`SELECT 1 FROM alert_view a\nJOIN customer_document d ON true`)',
      'customer_document',
    ],
    ['one after a comma', "q('SELECT 1 FROM alert_view a, ledger l')", 'a table of transactions'],
    ['one after two commas', "q('SELECT 1 FROM alert_view a, ledger_movement m, ledger l')", 'names ledger,'],
    ['one around a hole', 'q(`SELECT ${a} FROM ledger WHERE ${b}`)', 'a table of transactions'],
    ['one that is written', "q('UPDATE account SET a = 1')", 'a table of customers'],
    ['one that is filled', "q('INSERT INTO audit_event (id) VALUES (1)')", 'a table of audit'],
    ['a view to the right', "q('SELECT 1 FROM report_view')", 'to its right'],
    ['what does not exist', "q('SELECT 1 FROM no_such_thing')", 'no migration makes'],
  ])('is refused when it names %s', (_what, code, complaint) => {
    const found = trespasses('src/monitoring/planted.ts', code, known);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(complaint);
  });

  it.each([
    ['its own tables', "q('INSERT INTO exemption (a) SELECT 1 FROM rule_version')"],
    ['views to its left', "q('SELECT 1 FROM alert_view a JOIN ledger_movement l ON true')"],
    ['what the statement itself makes', "q('WITH touched AS (SELECT 1) SELECT 1 FROM touched')"],
    ['functions', "q('SELECT 1 FROM unnest($1::int[]) AS x')"],
    ['the values of a column', "q('SELECT a IS DISTINCT FROM customer FROM exemption')"],
  ])('may name %s', (_what, code) => {
    expect(trespasses('src/monitoring/planted.ts', code, known)).toEqual([]);
  });

  it('has no exception that nothing needs any more', () => {
    const unused = exceptions.flatMap(({ module, tables }) => {
      const named = new Set(
        sourceFiles(`src/${module}`, ['.ts']).flatMap((path) =>
          sqlNames(path, read(path)).map(({ name }) => name),
        ),
      );
      return tables.filter((table) => !named.has(table));
    });
    expect(unused).toEqual([]);
  });
});

function read(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}
