import { sha256, type Database, type Job, type Tx } from '../platform/index.js';
import type { CustomerKind } from '../customers/index.js';
import type { RiskModel } from './domain/model.js';
import { activeModels, type ModelVersion } from './models.js';
import type { RiskRatings } from './service.js';

/** Customers of one database transaction. */
const BATCH = 500;

/**
 * Rates the whole base again after a model came into force, and after the lists changed. A batch is one transaction;
 * what is left is found by what is stored, so whoever goes on after a crash goes on where it ended, and each customer is
 * rated by one version or the other, never by half.
 */
export function reratingJob(db: Database, ratings: RiskRatings): Job {
  return {
    name: 'risk-rerating',
    everySeconds: 10,
    run: async ({ signal, assertLease }) => {
      assertLease();
      const more = await db.inTransaction(
        async (tx) => (await rerateByModel(tx, ratings)) || (await sweepForLists(tx, ratings)),
      );
      return more && !signal.aborted;
    },
  };
}

async function rerateByModel(tx: Tx, ratings: RiskRatings): Promise<boolean> {
  const seen = new Set<string>();
  for (const { model } of (await activeModels(tx)).values()) {
    if (seen.has(model.id)) continue;
    seen.add(model.id);
    const rows = await tx.query<{ customer_id: string }>(
      // Older or newer: a version that was made earlier may be approved later. Each half reads its end of the index.
      `(SELECT customer_id FROM risk_standing WHERE model_id = $1 AND model_version < $2
        ORDER BY model_version, customer_id LIMIT $3)
       UNION ALL
       (SELECT customer_id FROM risk_standing WHERE model_id = $1 AND model_version > $2
        ORDER BY model_version, customer_id LIMIT $3) LIMIT $3`,
      [model.id, model.version, BATCH],
    );
    if (rows.length === 0) continue;
    await ratings.rateNow(
      tx,
      rows.map(({ customer_id }) => customer_id),
      'model-change',
    );
    return true;
  }
  return false;
}

/** Lists are files of the release: when they say something else than at the last sweep, everybody is rated again. */
async function sweepForLists(tx: Tx, ratings: RiskRatings): Promise<boolean> {
  const digest = sha256(JSON.stringify(ratings.parts.book.lists));
  const [watch] = await tx.query<{ digest: Buffer | null; position: string | null }>(
    "SELECT digest, position FROM risk_watch WHERE name = 'lists' FOR UPDATE",
  );
  if (!watch) {
    await tx.query("INSERT INTO risk_watch (name, digest) VALUES ('lists', $1) ON CONFLICT DO NOTHING", [
      digest,
    ]);
    return false;
  }
  const begins = !watch.digest?.equals(digest);
  if (!begins && watch.position === null) return false;
  const rows = await tx.query<{ customer_id: string }>(
    'SELECT customer_id FROM risk_standing WHERE customer_id > $1 AND model_version IS NOT NULL ORDER BY customer_id LIMIT $2',
    [begins ? 0 : watch.position, BATCH],
  );
  await ratings.rateNow(
    tx,
    rows.map(({ customer_id }) => customer_id),
    'list-change',
  );
  const through = rows.length < BATCH;
  await tx.query("UPDATE risk_watch SET digest = $1, position = $2 WHERE name = 'lists'", [
    digest,
    through ? null : rows.at(-1)!.customer_id,
  ]);
  return !through;
}

interface PreviewRow {
  id: string;
  model_id: string;
  version: number;
  position: string;
  definition: RiskModel;
  digest: Buffer;
}

/** Works off previews, the oldest first: both versions on the same facts, in batches, with nothing held in memory. */
export function previewJob(db: Database, ratings: RiskRatings): Job {
  return {
    name: 'risk-model-preview',
    everySeconds: 5,
    run: async ({ signal, assertLease }) => {
      assertLease();
      return (await db.inTransaction((tx) => previewBatch(tx, ratings))) && !signal.aborted;
    },
  };
}

async function previewBatch(tx: Tx, ratings: RiskRatings): Promise<boolean> {
  const [preview] = await tx.query<PreviewRow & Record<string, unknown>>(
    `SELECT p.id, p.model_id, p.version, p.position, v.definition, v.digest
     FROM risk_preview p JOIN risk_model_version v ON v.model_id = p.model_id AND v.version = p.version
     WHERE p.state <> 'completed' ORDER BY p.created_at LIMIT 1 FOR UPDATE OF p SKIP LOCKED`,
  );
  if (!preview) return false;
  const kinds = preview.definition.appliesTo;
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM customer_view WHERE id > $1 AND kind = ANY($2::customer_kind[]) AND NOT occasional
       AND status NOT IN ('closed', 'refused') ORDER BY id LIMIT $3`,
    [preview.position, kinds, BATCH],
  );
  const keys = rows.map(({ id }) => id);
  const through = keys.length < BATCH;
  const draft: ModelVersion = { model: preview.definition, digest: preview.digest };
  const counted = await compare(tx, ratings, preview.id, keys, new Map(kinds.map((kind) => [kind, draft])));
  await tx.query(
    `UPDATE risk_preview SET state = $2, position = $3, customers = customers + $4, finished_at = $5 WHERE id = $1`,
    [
      preview.id,
      through ? 'completed' : 'running',
      keys.at(-1) ?? preview.position,
      counted,
      through ? ratings.parts.clock.now() : null,
    ],
  );
  return true;
}

async function compare(
  tx: Tx,
  ratings: RiskRatings,
  previewId: string,
  keys: readonly string[],
  drafts: Map<CustomerKind, ModelVersion>,
): Promise<number> {
  if (keys.length === 0) return 0;
  const today = ratings.today();
  const before = new Map(
    (await ratings.judge(tx, keys, today, await activeModels(tx))).map((one) => [
      one.subject.key,
      one.rating,
    ]),
  );
  const after = await ratings.judge(tx, keys, today, drafts);
  const rows = after.map(({ subject, rating }) => {
    const was = before.get(subject.key);
    return {
      key: subject.key,
      branch: subject.branch ?? '',
      before: was?.level ?? '',
      after: rating.level,
      beforeTotal: was?.total ?? 0,
      afterTotal: rating.total,
    };
  });
  const column = <T>(pick: (row: (typeof rows)[number]) => T): T[] => rows.map(pick);
  await tx.query(
    `WITH rated AS (SELECT * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::numeric[], $7::numeric[])
         AS r (customer_id, branch, before_level, after_level, before_total, after_total)),
       moved AS (INSERT INTO risk_preview_move (preview_id, customer_id, branch, before_level, after_level, before_total, after_total)
         SELECT $1, rated.* FROM rated WHERE before_level <> after_level)
     INSERT INTO risk_preview_cell AS cell (preview_id, branch, before_level, after_level, customers)
     SELECT $1, branch, before_level, after_level, count(*) FROM rated GROUP BY branch, before_level, after_level
     ON CONFLICT (preview_id, branch, before_level, after_level) DO UPDATE SET customers = cell.customers + excluded.customers`,
    [
      previewId,
      column((r) => r.key),
      column((r) => r.branch),
      column((r) => r.before),
      column((r) => r.after),
      column((r) => r.beforeTotal),
      column((r) => r.afterTotal),
    ],
  );
  return rows.length;
}
