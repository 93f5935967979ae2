import {
  defineProblem,
  isId,
  newId,
  problems,
  type Actor,
  type BankDays,
  type Clock,
  type Database,
  type Day,
  type Job,
  type Queryable,
  type Tx,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { loadReviewRules, type Item, type ReviewTasks } from '../reviews/index.js';
import type { CampaignAnswer, Criteria } from './schemas.js';
import { nextTargets } from './targets.js';

export const deadlinePast = defineProblem('campaign-deadline-past', 422, {
  en: 'The deadline of a campaign must lie after today.',
  zh: '专项工作的截止日期须晚于今日。',
});

export interface CampaignParts {
  clock: Clock;
  days: BankDays;
  audit: AuditTrail;
  tasks: ReviewTasks;
  batchSize?: number;
  /** Called inside a batch just before it commits; for tests that end a process there. */
  onBatch?: () => Promise<void>;
}

interface Row extends Record<string, unknown> {
  key: string;
  id: string;
  name: string;
  criteria: Criteria;
  collect: Item[];
  deadline: Day;
  status: CampaignAnswer['status'];
  created_at: Date;
  created_by: string;
  closed_at: Date | null;
  targets: number;
  position: string;
  report: Counters | null;
}

type Counters = Pick<CampaignAnswer, 'targets' | 'done' | 'settled' | 'open' | 'overdue' | 'branches'>;

const SELECT = `SELECT k.id AS key, k.public_id AS id, k.name, k.criteria, k.collect, k.deadline::text, s.status,
  k.created_at, k.actor_name AS created_by, s.closed_at, s.targets, s.position, s.report
  FROM campaign k JOIN campaign_state s ON s.campaign_id = k.id`;

/** Remediation campaigns: tasks for all customers that fit, by a deadline, with counters and a closing report. */
export class Campaigns {
  constructor(private readonly parts: CampaignParts) {}

  /** Begins a campaign; its tasks are made by the job. @returns the public id */
  async create(
    tx: Tx,
    actor: Actor,
    given: { name: string; criteria: Criteria; deadline: Day; ask: readonly Item[] },
  ): Promise<string> {
    const { clock, days, audit } = this.parts;
    const now = clock.now();
    const today = days.dayOf(now);
    if (given.deadline <= today) throw deadlinePast();
    const id = newId(now.getTime());
    await tx.query(
      `WITH made AS (
         INSERT INTO campaign (public_id, name, criteria, collect, deadline, created_on, created_at, actor_id, actor_name)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id
       ) INSERT INTO campaign_state (campaign_id) SELECT id FROM made`,
      [
        id,
        given.name,
        JSON.stringify(given.criteria),
        given.ask,
        given.deadline,
        today,
        now,
        actor.id,
        actor.name,
      ],
    );
    await audit.append(tx, actor, {
      action: 'campaign.created',
      subject: { kind: 'campaign', id },
      details: { criteria: Object.keys(given.criteria).sort(), deadline: given.deadline },
    });
    return id;
  }

  job(db: Database): Job {
    return {
      name: 'campaigns',
      everySeconds: 5,
      run: async ({ signal, assertLease }) => {
        while (!signal.aborted && (await this.advance(db))) assertLease();
      },
    };
  }

  /** Makes the tasks of one batch of one campaign. @returns whether there may be more to do */
  advance(db: Database): Promise<boolean> {
    const { tasks, batchSize: size = 2_000, days, clock } = this.parts;
    const rule = loadReviewRules().kinds.campaign;
    return db.inTransaction(async (tx) => {
      const [one] = await tx.query<Row>(
        `${SELECT} WHERE s.status = 'preparing' ORDER BY s.campaign_id LIMIT 1 FOR UPDATE OF s`,
      );
      if (!one) return false;
      const keys = await nextTargets(tx, one.criteria, one.position, size);
      const made = await tasks.raise(
        tx,
        keys.map((customerKey) => ({
          customerKey,
          kind: 'campaign' as const,
          episode: one.id,
          dueOn: one.deadline,
          raisedOn: days.dayOf(clock.now()),
          ask: rule.ask,
          collect: one.collect,
          audience: 'front-line' as const,
          cause: { kind: 'campaign', id: one.id },
        })),
      );
      await this.parts.onBatch?.();
      await tx.query(
        'UPDATE campaign_state SET position = $2, targets = targets + $3, status = $4 WHERE campaign_id = $1',
        [one.key, keys.at(-1) ?? one.position, made.length, keys.length < size ? 'running' : 'preparing'],
      );
      return true;
    });
  }

  /** Ends a campaign with its counters as they stand; what is open is settled. */
  async close(tx: Tx, actor: Actor, id: string): Promise<void> {
    const one = await this.find(tx, id, true);
    if (one.status !== 'running') throw problems.wrongState();
    const report = await this.count(tx, one);
    const open = await tx.query<{ task_id: string }>(
      `SELECT s.task_id FROM review_task t JOIN review_task_state s ON s.task_id = t.id
       WHERE t.cause_kind = 'campaign' AND t.cause_id = $1 AND s.status = 'open'`,
      [id],
    );
    await this.parts.tasks.settleTasks(
      tx,
      open.map(({ task_id }) => task_id),
      'campaign-closed',
      actor,
    );
    await tx.query(
      "UPDATE campaign_state SET status = 'closed', closed_at = $2, closed_by = $3, report = $4 WHERE campaign_id = $1",
      [one.key, this.parts.clock.now(), actor.name, JSON.stringify(report)],
    );
    await this.parts.audit.append(tx, actor, {
      action: 'campaign.closed',
      subject: { kind: 'campaign', id },
      details: { targets: report.targets, done: report.done, open: report.open },
    });
  }

  async get(q: Queryable, id: string): Promise<CampaignAnswer> {
    return this.present(q, await this.find(q, id));
  }

  /** The newest hundred. */
  async list(q: Queryable): Promise<CampaignAnswer[]> {
    const rows = await q.query<Row>(`${SELECT} ORDER BY k.id DESC LIMIT 100`);
    const answers: CampaignAnswer[] = [];
    for (const row of rows) answers.push(await this.present(q, row));
    return answers;
  }

  private async find(q: Queryable, id: string, lock = false): Promise<Row> {
    const [row] = isId(id)
      ? await q.query<Row>(`${SELECT} WHERE k.public_id = $1 ${lock ? 'FOR UPDATE OF s' : ''}`, [id])
      : [];
    if (!row) throw problems.notFound();
    return row;
  }

  private async present(q: Queryable, row: Row): Promise<CampaignAnswer> {
    return {
      id: row.id,
      name: row.name,
      criteria: row.criteria,
      ask: row.collect,
      deadline: row.deadline,
      status: row.status,
      createdAt: row.created_at.toISOString(),
      createdBy: row.created_by,
      closedAt: row.closed_at?.toISOString() ?? null,
      ...(row.report ?? (await this.count(q, row))),
    };
  }

  private async count(q: Queryable, { id }: Row): Promise<Counters> {
    const today = this.parts.days.dayOf(this.parts.clock.now());
    const branches = await q.query<Counters['branches'][number]>(
      `SELECT s.branch, count(*)::int AS targets, (count(*) FILTER (WHERE s.status = 'done'))::int AS done,
         (count(*) FILTER (WHERE s.status = 'settled'))::int AS settled,
         (count(*) FILTER (WHERE s.status = 'open'))::int AS open,
         (count(*) FILTER (WHERE s.status = 'open' AND s.due_on < $2::date))::int AS overdue
       FROM review_task t JOIN review_task_state s ON s.task_id = t.id
       WHERE t.cause_kind = 'campaign' AND t.cause_id = $1 GROUP BY s.branch ORDER BY s.branch`,
      [id, today],
    );
    const sum = (name: 'targets' | 'done' | 'settled' | 'open' | 'overdue') =>
      branches.reduce((total, row) => total + row[name], 0);
    return {
      targets: sum('targets'),
      done: sum('done'),
      settled: sum('settled'),
      open: sum('open'),
      overdue: sum('overdue'),
      branches,
    };
  }
}
