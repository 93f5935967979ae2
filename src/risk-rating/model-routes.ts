import { Type } from '@sinclair/typebox';
import {
  accepted,
  Conditions,
  created,
  decodeCursor,
  isId,
  ok,
  problems,
  read,
  schema,
  toPage,
  write,
  type Queryable,
  type Route,
} from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import { factCatalogue } from './domain/facts.js';
import { decisionBody, modelAnswer, modelsAnswer, movedAnswer, previewAnswer } from './schemas.js';
import { leftToRate, type ModelWorkshop, type VersionRow } from './workshop.js';

const readers = ['compliance-officer', 'compliance-manager', 'auditor'] as const;
const makers = ['compliance-officer', 'compliance-manager'] as const;
const tag = 'Risk rating';
const versionParams = schema.closed({
  id: schema.identifier(),
  version: Type.String({ pattern: '^[1-9]\\d{0,5}$' }),
});
const MODEL_LIMIT = 1_048_576;

interface Parts {
  workshop: ModelWorkshop;
  audit: AuditTrail;
}

function summary(row: VersionRow) {
  return {
    modelId: row.model_id,
    version: row.version,
    title: row.definition.title,
    appliesTo: row.definition.appliesTo,
    status: row.status,
    digest: row.digest.toString('hex'),
    note: row.note,
    madeAt: row.made_at.toISOString(),
    maker: row.maker_name,
    submittedAt: row.submitted_at?.toISOString() ?? null,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decider: row.decider_name,
    comment: row.comment,
  };
}

async function detail(q: Queryable, row: VersionRow) {
  const previews = await q.query<{ id: string; state: string; created_at: Date }>(
    'SELECT id, state, created_at FROM risk_preview WHERE model_id = $1 AND version = $2 ORDER BY created_at DESC LIMIT 20',
    [row.model_id, row.version],
  );
  return {
    ...summary(row),
    definition: row.definition,
    previews: previews.map(({ id, state, created_at }) => ({
      id,
      state,
      createdAt: created_at.toISOString(),
    })),
    leftToRate: row.status === 'active' ? await leftToRate(q, row.model_id, row.version) : null,
  };
}

/** Models: their versions, what a version would change, and its approval. */
export function riskModelRoutes(parts: Parts): Route[] {
  return [...versionRoutes(parts), ...previewRoutes(parts)];
}

function versionRoutes({ workshop }: Parts): Route[] {
  return [
    read({
      method: 'get',
      path: '/risk-models',
      summary: 'The risk models with their versions, and the facts a model may read',
      tag,
      roles: readers,
      responses: { 200: modelsAnswer },
      handle: async ({ db }) =>
        ok({
          items: (await workshop.versions(db)).map(summary),
          nextCursor: null,
          facts: Object.entries(factCatalogue).map(([fact, { type, title }]) => ({ fact, type, title })),
        }),
    }),
    read({
      method: 'get',
      path: '/risk-models/{id}/versions/{version}',
      summary: 'One version of a risk model as it stands',
      tag,
      roles: readers,
      params: versionParams,
      responses: { 200: modelAnswer },
      handle: async ({ db, params }) =>
        ok(await detail(db, await workshop.version(db, params.id, Number(params.version)))),
    }),
    write({
      method: 'post',
      path: '/risk-models/{id}/versions',
      summary: 'Draft a new version; what is wrong with it is named place by place',
      tag,
      roles: makers,
      params: schema.closed({ id: schema.identifier() }),
      body: schema.closed({
        definition: Type.Object(
          {},
          {
            additionalProperties: true,
            description:
              'As rules/schema/risk-model.schema.json says; id and version are given by the service',
          },
        ),
        note: Type.Optional(schema.line(2_000, 'What changed, and why')),
      }),
      bodyLimit: MODEL_LIMIT,
      responses: { 201: modelAnswer },
      write: async ({ actor, body, params: { id } }, tx) =>
        created(await detail(tx, await workshop.draft(tx, actor, id, body))),
    }),
    write({
      method: 'post',
      path: '/risk-models/{id}/versions/{version}/submission',
      summary: 'Submit a draft that was previewed',
      tag,
      roles: makers,
      params: versionParams,
      responses: { 200: modelAnswer },
      write: async ({ actor, params }, tx) =>
        ok(await detail(tx, await workshop.submit(tx, actor, params.id, Number(params.version)))),
    }),
    write({
      method: 'post',
      path: '/risk-models/{id}/versions/{version}/approval',
      summary: "Decide about another person's version; in force, the whole base is rated again",
      tag,
      roles: ['compliance-manager'],
      params: versionParams,
      body: decisionBody,
      responses: { 200: modelAnswer },
      write: async ({ actor, body, params }, tx) =>
        ok(await detail(tx, await workshop.decide(tx, actor, params.id, Number(params.version), body))),
    }),
  ];
}

interface PreviewRow {
  id: string;
  model_id: string;
  version: number;
  state: string;
  customers: number;
  expected: number;
  created_at: Date;
  finished_at: Date | null;
  maker_name: string;
}

async function previewOr404(q: Queryable, id: string): Promise<PreviewRow> {
  const [row] = isId(id)
    ? await q.query<PreviewRow & Record<string, unknown>>(
        'SELECT id, model_id, version, state, customers, expected, created_at, finished_at, maker_name FROM risk_preview WHERE id = $1',
        [id],
      )
    : [];
  if (!row) throw problems.notFound();
  return row;
}

function previewRoutes({ workshop, audit }: Parts): Route[] {
  return [
    write({
      method: 'post',
      path: '/risk-models/{id}/versions/{version}/previews',
      summary: 'Compute what a version would change over the whole base; poll the preview',
      tag,
      roles: makers,
      params: versionParams,
      responses: { 202: schema.closed({ id: Type.String() }) },
      write: async ({ actor, params }, tx) =>
        accepted({ id: await workshop.preview(tx, actor, params.id, Number(params.version)) }),
    }),
    read({
      method: 'get',
      path: '/risk-model-previews/{id}',
      summary: 'Before and after: customers by level and by branch',
      tag,
      roles: readers,
      params: schema.closed({ id: schema.identifier() }),
      responses: { 200: previewAnswer },
      handle: async ({ db, params: { id } }) => {
        const row = await previewOr404(db, id);
        const table = await db.query<{ before: string; after: string; customers: number }>(
          `SELECT before_level AS before, after_level AS after, sum(customers)::int AS customers FROM risk_preview_cell
           WHERE preview_id = $1 GROUP BY before_level, after_level ORDER BY before_level, after_level`,
          [id],
        );
        const branches = await db.query<{ branch: string; customers: number; moved: number }>(
          `SELECT branch, sum(customers)::int AS customers,
             coalesce(sum(customers) FILTER (WHERE before_level <> after_level), 0)::int AS moved
           FROM risk_preview_cell WHERE preview_id = $1 GROUP BY branch ORDER BY branch`,
          [id],
        );
        const { definition } = await workshop.version(db, row.model_id, row.version);
        return ok({
          id,
          modelId: row.model_id,
          version: row.version,
          state: row.state,
          progress: row.state === 'completed' ? 1 : Math.min(row.customers / Math.max(row.expected, 1), 0.99),
          customers: row.customers,
          createdAt: row.created_at.toISOString(),
          finishedAt: row.finished_at?.toISOString() ?? null,
          maker: row.maker_name,
          levels: definition.levels,
          table,
          branches,
        });
      },
    }),
    read({
      method: 'get',
      path: '/risk-model-previews/{id}/customers',
      summary: 'The customers whose level would change',
      tag,
      roles: readers,
      params: schema.closed({ id: schema.identifier() }),
      query: schema.closed({
        ...schema.paging,
        before: Type.Optional(schema.line(32)),
        after: Type.Optional(schema.line(32)),
        branch: Type.Optional(schema.identifier()),
      }),
      responses: { 200: schema.pageOf(movedAnswer) },
      handle: async ({ actor, db, params: { id }, query: { limit = 50, cursor, ...filters }, requestId }) =>
        ok(
          await db.inTransaction(async (tx) => {
            await previewOr404(tx, id);
            const conditions = new Conditions()
              .add('m.preview_id = ?', id)
              .add('m.before_level = ?', filters.before)
              .add('m.after_level = ?', filters.after)
              .add('m.branch = ?', filters.branch)
              .add('m.customer_id > ?', cursor === undefined ? undefined : decodeCursor(cursor, ['key'])[0]);
            const rows = await tx.query<Record<string, string>>(
              `SELECT m.customer_id AS key, c.public_id AS id, c.customer_number, c.name, m.branch, m.before_level, m.after_level,
                 m.before_total, m.after_total
               FROM risk_preview_move m JOIN customer_view c ON c.id = m.customer_id ${conditions.where}
               ORDER BY m.customer_id LIMIT ${conditions.parameter(limit + 1)}`,
              conditions.values,
            );
            const page = toPage(
              rows,
              limit,
              (row) => ({
                customerId: row['id']!,
                customerNumber: row['customer_number']!,
                customerName: row['name']!,
                branch: row['branch']!,
                before: row['before_level']!,
                after: row['after_level']!,
                beforeTotal: Number(row['before_total']),
                afterTotal: Number(row['after_total']),
              }),
              (row) => [row['key']!],
            );
            await audit.append(tx, actor, {
              action: 'risk-preview.customers-listed',
              subject: { kind: 'customer-list', id: requestId },
              details: { preview: id, customers: page.items.map(({ customerId }) => customerId) },
              requestId,
            });
            return page;
          }),
        ),
    }),
  ];
}
