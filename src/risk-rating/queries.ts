import type { Static } from '@sinclair/typebox';
import { Conditions, decodeCursor, toPage, type Day, type Queryable } from '../platform/index.js';
import { explain } from './domain/explain.js';
import type { ItemScore, RuleHit } from './domain/rate.js';
import { modelVersions, versionKey, type ModelVersion } from './models.js';
import { overridesOf } from './override-store.js';
import type { ratingAnswer, ratingsAnswer } from './schemas.js';

interface RatingRow {
  id: string;
  rated_at: Date;
  trigger: Static<typeof ratingAnswer>['trigger'];
  model_id: string;
  model_version: number;
  facts_digest: Buffer;
  total: string;
  machine_level: string;
  final_level: string;
  items: ItemScore[];
  rules: RuleHit[];
  override_id: string | null;
  review_on: Day;
}

const COLUMNS = `r.id, r.rated_at, r.trigger, r.model_id, r.model_version, r.facts_digest, r.total, r.machine_level,
  r.final_level, r.items, r.rules, r.override_id, r.review_on::text AS review_on`;

/** Every rating of a customer, newest first, each in full sentences, and the overrides people asked for. */
export async function ratingHistory(
  q: Queryable,
  customerKey: string,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<Static<typeof ratingsAnswer>> {
  const conditions = new Conditions()
    .add('r.customer_id = ?', customerKey)
    .add('r.id < ?', cursor === undefined ? undefined : decodeCursor(cursor, ['key'])[0]);
  const rows = await q.query<RatingRow & Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM risk_rating r ${conditions.where} ORDER BY r.id DESC LIMIT ${conditions.parameter(limit + 1)}`,
    conditions.values,
  );
  const versions = await modelVersions(
    q,
    rows.map((row) => ({ modelId: row.model_id, version: row.model_version })),
  );
  const versionOf = (row: RatingRow): ModelVersion =>
    versions.get(versionKey(row.model_id, row.model_version))!;
  const [standing] = await q.query<{ first_due_on: Day }>(
    'SELECT first_due_on::text AS first_due_on FROM risk_standing WHERE customer_id = $1',
    [customerKey],
  );
  return {
    ...toPage(
      rows,
      limit,
      (row) => present(row, versionOf(row)),
      ({ id }) => [id],
    ),
    firstDueOn: standing?.first_due_on ?? null,
    levels: rows[0] ? versionOf(rows[0]).model.levels : [],
    overrides: await overridesOf(q, customerKey),
  };
}

function present(row: RatingRow, { model, digest }: ModelVersion): Static<typeof ratingAnswer> {
  return {
    id: row.id,
    ratedAt: row.rated_at.toISOString(),
    trigger: row.trigger,
    model: { id: row.model_id, version: row.model_version, digest: digest.toString('hex') },
    factsDigest: row.facts_digest.toString('hex'),
    total: Number(row.total),
    machineLevel: row.machine_level,
    level: row.final_level,
    overrideId: row.override_id,
    nextReviewOn: row.review_on,
    ...explain(model, row),
  };
}
