import {
  defineProblem,
  newId,
  problems,
  type Actor,
  type Clock,
  type Day,
  type Queryable,
  type Tx,
} from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { RiskModel } from './domain/model.js';
import { modelDigest } from './models.js';
import type { RiskBook } from './rule-files.js';

export const modelInvalid = defineProblem('risk-model-invalid', 422, {
  en: 'The model cannot be used as it is. Each fault is listed under errors.',
  zh: '模型不符合要求，问题详见 errors。',
});
const previewFirst = defineProblem('risk-preview-first', 409, {
  en: 'Look first at what the version would change of the one in force now: start a preview and wait until it is through.',
  zh: '请先预览该版本相对现行版本的影响：启动预览并等待完成。',
});
const makerApproves = defineProblem('risk-model-own', 403, {
  en: 'Whoever made the version may not decide about it. Ask another compliance manager.',
  zh: '编制人不得审批自己编制的模型版本，请由其他合规主管审批。',
});
const nothingNew = defineProblem('risk-model-unchanged', 409, {
  en: 'A version with the same content exists already.',
  zh: '已存在内容相同的版本。',
});

export interface VersionRow {
  model_id: string;
  version: number;
  definition: RiskModel;
  digest: Buffer;
  status: 'draft' | 'submitted' | 'active' | 'retired' | 'refused';
  note: string;
  made_at: Date;
  maker_id: string;
  maker_name: string;
  submitted_at: Date | null;
  decided_at: Date | null;
  decider_name: string | null;
  comment: string | null;
}

const COLUMNS = `model_id, version, definition, digest, status, note, made_at, maker_id, maker_name, submitted_at,
  decided_at, decider_name, comment`;

export interface WorkshopParts {
  clock: Clock;
  audit: AuditTrail;
  book: RiskBook;
}

/** How a model changes: a draft, a preview over the whole base, submission, approval by another person. */
export class ModelWorkshop {
  constructor(private readonly parts: WorkshopParts) {}

  /** All versions of one model, or of all, the newest first. */
  versions(q: Queryable, modelId?: string): Promise<VersionRow[]> {
    return q.query<VersionRow & Record<string, unknown>>(
      `SELECT ${COLUMNS} FROM risk_model_version WHERE $1::text IS NULL OR model_id = $1 ORDER BY model_id, version DESC`,
      [modelId ?? null],
    );
  }

  /** One version, or 404. */
  async version(q: Queryable, modelId: string, version: number, lock = false): Promise<VersionRow> {
    const [row] = await q.query<VersionRow & Record<string, unknown>>(
      `SELECT ${COLUMNS} FROM risk_model_version WHERE model_id = $1 AND version = $2 ${lock ? 'FOR UPDATE' : ''}`,
      [modelId, version],
    );
    if (!row) throw problems.notFound();
    return row;
  }

  /** Keeps a draft under the next number; throws 422 with every fault of the model. */
  async draft(
    tx: Tx,
    actor: Actor,
    modelId: string,
    { definition, note = '' }: { definition: unknown; note?: string },
  ): Promise<VersionRow> {
    await this.lockModel(tx, modelId);
    const rows = await this.versions(tx, modelId);
    const [newest] = rows;
    if (!newest) throw problems.notFound();
    const version = newest.version + 1;
    const shaped =
      definition !== null && typeof definition === 'object'
        ? { ...definition, id: modelId, version }
        : definition;
    const faults = this.parts.book.faultsOf(shaped);
    if (faults.length > 0) throw modelInvalid({ faults });
    const model = shaped as RiskModel;
    if ([...model.appliesTo].sort().join() !== [...newest.definition.appliesTo].sort().join())
      throw modelInvalid({
        faults: [
          {
            pointer: '/appliesTo',
            code: 'applies-to',
            message: {
              en: `must stay ${newest.definition.appliesTo.join(', ')}`,
              zh: `适用对象须保持为 ${newest.definition.appliesTo.join('、')}`,
            },
          },
        ],
      });
    const digest = modelDigest(model);
    if (rows.some((row) => row.digest.equals(digest))) throw nothingNew();
    await tx.query(
      `INSERT INTO risk_model_version (model_id, version, definition, digest, status, note, made_at, maker_id, maker_name)
       VALUES ($1, $2, $3, $4, 'draft', $5, $6, $7, $8)`,
      [modelId, version, JSON.stringify(model), digest, note, this.parts.clock.now(), actor.id, actor.name],
    );
    await this.note(tx, actor, 'risk-model.drafted', modelId, version);
    return this.version(tx, modelId, version);
  }

  /** Starts a preview of a version; a job works it off. */
  async preview(tx: Tx, actor: Actor, modelId: string, version: number): Promise<string> {
    const { definition } = await this.version(tx, modelId, version);
    const [count] = await tx.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM customer_view
       WHERE kind = ANY($1::customer_kind[]) AND NOT occasional AND status NOT IN ('closed', 'refused')`,
      [definition.appliesTo],
    );
    const id = newId(this.parts.clock.now().getTime());
    await tx.query(
      `INSERT INTO risk_preview (id, model_id, version, expected, created_at, maker_id, maker_name) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, modelId, version, count!.n, this.parts.clock.now(), actor.id, actor.name],
    );
    await this.note(tx, actor, 'risk-model.preview-started', modelId, version);
    return id;
  }

  async submit(tx: Tx, actor: Actor, modelId: string, version: number): Promise<VersionRow> {
    const row = await this.version(tx, modelId, version, true);
    if (row.status !== 'draft') throw problems.wrongState();
    await this.assertPreviewed(tx, modelId, version);
    await tx.query(
      "UPDATE risk_model_version SET status = 'submitted', submitted_at = $3 WHERE model_id = $1 AND version = $2",
      [modelId, version, this.parts.clock.now()],
    );
    await this.note(tx, actor, 'risk-model.submitted', modelId, version);
    return this.version(tx, modelId, version);
  }

  /** Puts a version in force, or refuses it; the base is rated again by a job. */
  async decide(
    tx: Tx,
    actor: Actor,
    modelId: string,
    version: number,
    { decision, comment }: { decision: 'approve' | 'refuse'; comment?: string },
  ): Promise<VersionRow> {
    await this.lockModel(tx, modelId);
    const row = await this.version(tx, modelId, version, true);
    if (row.maker_id === actor.id) throw makerApproves();
    if (row.status !== 'submitted') throw problems.wrongState();
    if (decision === 'approve') {
      await this.assertPreviewed(tx, modelId, version);
      await tx.query(
        "UPDATE risk_model_version SET status = 'retired' WHERE model_id = $1 AND status = 'active'",
        [modelId],
      );
    }
    await tx.query(
      `UPDATE risk_model_version SET status = $3, decided_at = $4, decider_id = $5, decider_name = $6, comment = $7
       WHERE model_id = $1 AND version = $2`,
      [
        modelId,
        version,
        decision === 'approve' ? 'active' : 'refused',
        this.parts.clock.now(),
        actor.id,
        actor.name,
        comment ?? null,
      ],
    );
    await this.note(
      tx,
      actor,
      decision === 'approve' ? 'risk-model.approved' : 'risk-model.refused',
      modelId,
      version,
    );
    return this.version(tx, modelId, version);
  }

  /** A preview is of what the version would change of the one in force: of one that came before that it says nothing. */
  private async assertPreviewed(tx: Tx, modelId: string, version: number): Promise<void> {
    const [done] = await tx.query(
      `SELECT 1 FROM risk_preview WHERE model_id = $1 AND version = $2 AND state = 'completed'
         AND created_at >= (SELECT coalesce(decided_at, made_at) FROM risk_model_version
           WHERE model_id = $1 AND status = 'active') LIMIT 1`,
      [modelId, version],
    );
    if (!done) throw previewFirst();
  }

  /** Versions of one model change one after the other. */
  private async lockModel(tx: Tx, modelId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`risk model ${modelId}`]);
  }

  private note(tx: Tx, actor: Actor, action: string, modelId: string, version: number): Promise<void> {
    return this.parts.audit.append(tx, actor, {
      action,
      subject: { kind: 'risk-model', id: modelId },
      details: { version },
    });
  }
}

/** Customers that wait to be rated by the version in force. */
export async function leftToRate(q: Queryable, modelId: string, version: number): Promise<number> {
  const [row] = await q.query<{ n: number }>(
    `SELECT (SELECT count(*) FROM risk_standing WHERE model_id = $1 AND model_version < $2)::int
       + (SELECT count(*) FROM risk_standing WHERE model_id = $1 AND model_version > $2)::int AS n`,
    [modelId, version],
  );
  return row!.n;
}

/** Up to when first ratings that were due by a day are missing. */
export interface Overview {
  levels: { level: string; customers: number }[];
  unrated: number;
  overdue: number;
  waitingOverrides: number;
  requested: number;
}

/** How the whole base stands. */
export async function overview(q: Queryable, today: Day): Promise<Overview> {
  const levels = await q.query<{ level: string; customers: number }>(
    `SELECT final_level AS level, count(*)::int AS customers FROM risk_standing
     WHERE model_version IS NOT NULL GROUP BY final_level ORDER BY final_level`,
  );
  const [counts] = await q.query<{ unrated: number; overdue: number; waiting: number; requested: number }>(
    `SELECT (SELECT count(*)::int FROM risk_standing s JOIN customer_view c ON c.id = s.customer_id
         WHERE s.rating_id IS NULL AND c.status NOT IN ('closed', 'refused')) AS unrated,
       (SELECT count(*)::int FROM risk_standing s JOIN customer_view c ON c.id = s.customer_id
         WHERE s.rating_id IS NULL AND s.first_due_on < $1::date AND c.status NOT IN ('closed', 'refused')) AS overdue,
       (SELECT count(*)::int FROM risk_override WHERE status = 'awaiting-approval') AS waiting,
       (SELECT count(*)::int FROM risk_request) AS requested`,
    [today],
  );
  const { unrated, overdue, waiting, requested } = counts!;
  return { levels, unrated, overdue, waitingOverrides: waiting, requested };
}
