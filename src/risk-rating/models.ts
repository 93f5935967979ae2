import { sha256, systemActor, type Clock, type Queryable, type Tx } from '../platform/index.js';
import type { CustomerKind } from '../customers/index.js';
import { canonicalJson } from './domain/canonical.js';
import type { RiskModel } from './domain/model.js';
import type { RiskBook } from './rule-files.js';

/** A version of a model as it is kept. */
export interface ModelVersion {
  model: RiskModel;
  digest: Buffer;
}

/** Versions by identity: what a version says never changes, so it may be remembered. */
const remembered = new Map<string, ModelVersion>();
const MOST_REMEMBERED = 100;

interface Row {
  model_id: string;
  version: number;
  definition?: RiskModel;
  digest: Buffer;
}

/** The digest of what a model says, whatever its number. */
export function modelDigest(model: RiskModel): Buffer {
  const { version: _version, ...said } = model;
  return sha256(canonicalJson(said));
}

/**
 * Records the models this release ships. The first of a kind is in force at once; a later one waits as submitted by
 * the system, for a person to look at what it would change and to approve it.
 */
export async function recordShippedModels(tx: Tx, { models }: RiskBook, clock: Clock): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('risk models'))");
  for (const model of models) {
    const digest = modelDigest(model);
    const rows = await tx.query<{ version: number; digest: Buffer }>(
      'SELECT version, digest FROM risk_model_version WHERE model_id = $1 ORDER BY version',
      [model.id],
    );
    if (rows.some((row) => row.digest.equals(digest))) continue;
    const version = (rows.at(-1)?.version ?? 0) + 1;
    await tx.query(
      `INSERT INTO risk_model_version (model_id, version, definition, digest, status, note, made_at, maker_id, maker_name, submitted_at)
       VALUES ($1, $2, $3, $4, $5, '', $6, $7, $8, $6)`,
      [
        model.id,
        version,
        JSON.stringify({ ...model, version }),
        digest,
        rows.length === 0 ? 'active' : 'submitted',
        clock.now(),
        systemActor.id,
        systemActor.name,
      ],
    );
  }
}

/** The models in force, by the kind of customer they rate. */
export async function activeModels(q: Queryable): Promise<Map<CustomerKind, ModelVersion>> {
  const rows = await q.query<Row & Record<string, unknown>>(
    "SELECT model_id, version, digest FROM risk_model_version WHERE status = 'active'",
  );
  const versions = await withDefinitions(q, rows);
  return new Map(
    versions.flatMap((version) => version.model.appliesTo.map((kind) => [kind, version] as const)),
  );
}

/** Versions of models by id and number; those that do not exist are left out. */
export async function modelVersions(
  q: Queryable,
  wanted: readonly { modelId: string; version: number }[],
): Promise<Map<string, ModelVersion>> {
  if (wanted.length === 0) return new Map();
  const rows = await q.query<Row & Record<string, unknown>>(
    `SELECT v.model_id, v.version, v.digest FROM risk_model_version v
     JOIN (SELECT DISTINCT * FROM unnest($1::text[], $2::int[]) AS w (id, number)) w ON w.id = v.model_id AND w.number = v.version`,
    [wanted.map(({ modelId }) => modelId), wanted.map(({ version }) => version)],
  );
  const found = await withDefinitions(q, rows);
  return new Map(found.map((one) => [versionKey(one.model.id, one.model.version), one]));
}

export const versionKey = (modelId: string, version: number): string => `${modelId} ${version}`;

async function withDefinitions(q: Queryable, rows: readonly Row[]): Promise<ModelVersion[]> {
  const keyOf = (row: Row) => `${versionKey(row.model_id, row.version)} ${row.digest.toString('hex')}`;
  for (const row of rows.filter((one) => !remembered.has(keyOf(one)))) {
    const [full] = await q.query<{ definition: RiskModel }>(
      'SELECT definition FROM risk_model_version WHERE model_id = $1 AND version = $2',
      [row.model_id, row.version],
    );
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(keyOf(row), { model: full!.definition, digest: row.digest });
  }
  return rows.map((row) => remembered.get(keyOf(row))!);
}
