import { Type } from '@sinclair/typebox';
import { ok, problems, read, schema, type Database, type Route } from '../platform/index.js';
import type { RuleBook } from './rule-files.js';

const { bilingual, closed, choice } = schema;
const readers = ['compliance-officer', 'compliance-manager', 'auditor'] as const;

const summary = closed({
  ruleId: Type.String(),
  version: Type.Integer(),
  kind: Type.String(),
  title: bilingual,
  description: bilingual,
  legalBasis: Type.Array(Type.Unknown()),
  status: choice(['draft', 'submitted', 'active', 'retired']),
  parameters: Type.Record(Type.String(), Type.Unknown()),
  severity: Type.String(),
});

const detail = closed({
  ruleId: Type.String(),
  version: Type.Integer(),
  status: Type.String(),
  definition: Type.Unknown(),
  exemptions: Type.Optional(Type.Unknown()),
  versions: Type.Array(closed({ version: Type.Integer(), status: Type.String(), recordedAt: Type.String() })),
});

interface VersionRow {
  version: number;
  status: string;
  recorded_at: Date;
  definition: Record<string, unknown>;
}

/** Rules as people read them. Drafts and approvals come with the rule workshop. */
export function ruleRoutes({ db, book }: { db: Database; book: RuleBook }): Route[] {
  const versionsOf = (ruleId: string): Promise<VersionRow[]> =>
    db.query<VersionRow>(
      'SELECT version, status, recorded_at, definition FROM rule_version WHERE rule_id = $1 ORDER BY version DESC',
      [ruleId],
    );
  const answer = (ruleId: string, row: VersionRow, rows: readonly VersionRow[]): unknown => ({
    ruleId,
    version: row.version,
    status: row.status,
    definition: row.definition,
    ...(row.definition['exemptions'] === book.exemptions.id ? { exemptions: book.exemptions } : {}),
    versions: rows.map(({ version, status, recorded_at }) => ({
      version,
      status,
      recordedAt: recorded_at.toISOString(),
    })),
  });
  const oneVersion = (
    path: string,
    summary: string,
    find: (rows: readonly VersionRow[], params: Record<string, string>) => VersionRow | undefined,
  ): Route =>
    read({
      method: 'get',
      path,
      summary,
      tag: 'Rules',
      roles: readers,
      hiddenFrom: ['teller'],
      responses: { 200: detail },
      handle: async ({ params }) => {
        const rows = await versionsOf(params['ruleId']!);
        const row = find(rows, params);
        if (!row) throw problems.notFound();
        return ok(answer(params['ruleId']!, row, rows));
      },
    });
  return [
    read({
      method: 'get',
      path: '/rules',
      summary: 'The rules in force, with their legal basis',
      tag: 'Rules',
      roles: readers,
      hiddenFrom: ['teller'],
      responses: { 200: closed({ items: Type.Array(summary), nextCursor: Type.Null() }) },
      handle: () =>
        Promise.resolve(
          ok({
            items: book.rules.map((rule) => ({
              ruleId: rule.id,
              version: rule.version,
              kind: rule.kind,
              title: rule.title,
              description: rule.description,
              legalBasis: rule.legalBasis,
              status: 'active',
              parameters: rule.parameters,
              severity: rule.outcome.severity,
            })),
            nextCursor: null,
          }),
        ),
    }),
    oneVersion(
      '/rules/{ruleId}',
      'A rule: the version in force and its history',
      (rows) => rows.find(({ status }) => status === 'active') ?? rows[0],
    ),
    oneVersion('/rules/{ruleId}/versions/{version}', 'A version of a rule as it stood', (rows, params) =>
      rows.find(({ version }) => String(version) === params['version']),
    ),
  ];
}
