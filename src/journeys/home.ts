import { Type } from '@sinclair/typebox';
import {
  hasRole,
  ok,
  read,
  type BankDays,
  type Clock,
  type Database,
  type Day,
  type Route,
  type WorkingDays,
} from '../platform/index.js';
import type { LedgerQueries } from '../transactions/index.js';

const officers = ['compliance-officer', 'compliance-manager', 'auditor'] as const;

interface Parts {
  db: Database;
  ledger: LedgerQueries;
  clock: Clock;
  days: BankDays;
  workingDays: WorkingDays;
}

/** What wants attention, at a glance: the figures a reader's role may know, each part in one query. */
export function homeRoutes(parts: Parts): Route[] {
  return [
    read({
      method: 'get',
      path: '/home',
      summary: "The day's figures, as far as the reader's role may know them",
      tag: 'Home',
      roles: ['teller', 'compliance-officer', 'compliance-manager', 'auditor', 'administrator'],
      responses: { 200: Type.Object({ asOf: Type.String() }, { additionalProperties: true }) },
      handle: async ({ actor }) => {
        const { db } = parts;
        const today = parts.days.dayOf(parts.clock.now());
        const knows = hasRole(actor, ...officers);
        const administrates = hasRole(actor, 'administrator');
        const [alerts, transactions, reports, customers, imports, health] = await Promise.all([
          knows ? alertFigures(parts, today, actor.id) : undefined,
          knows ? parts.ledger.figures() : undefined,
          knows ? reportFigures(parts, today) : undefined,
          administrates ? undefined : customerFigures(db, knows ? undefined : actor.branch),
          knows || administrates ? importFigures(db) : undefined,
          administrates ? healthChecks(db) : undefined,
        ]);
        return ok({ asOf: today, alerts, transactions, reports, customers, imports, health });
      },
    }),
  ];
}

async function alertFigures({ db, workingDays }: Parts, today: Day, userId: string): Promise<unknown> {
  const soon = workingDays.deadline(today, 2).day;
  const standing = "status IN ('open', 'in-review')";
  const [[figures], byKind, byDay] = await Promise.all([
    db.query(
      `SELECT count(*)::int AS open, (count(*) FILTER (WHERE assignee IS NULL))::int AS unassigned, (count(*) FILTER (WHERE assignee = $1::uuid))::int AS mine,
         (count(*) FILTER (WHERE due_on >= $2 AND due_on <= $3))::int AS "dueSoon", (count(*) FILTER (WHERE due_on < $2))::int AS overdue
       FROM alert_view WHERE ${standing}`,
      [userId, today, soon],
    ),
    db.query(
      `SELECT kind::text AS kind, count(*)::int AS count FROM alert_view WHERE ${standing} GROUP BY 1 ORDER BY 1`,
    ),
    db.query(
      `SELECT as_of::text AS date, rule_id AS "ruleId", count(*)::int AS count FROM alert_view
       WHERE kind = 'large-value' AND status <> 'withdrawn'
         AND as_of >= (SELECT min(as_of) FROM (SELECT DISTINCT as_of FROM alert_view WHERE kind = 'large-value' ORDER BY as_of DESC LIMIT 30) recent)
       GROUP BY 1, 2 ORDER BY 1, 2`,
    ),
  ]);
  return { ...figures, byKind, byDay };
}

async function reportFigures({ db }: Parts, today: Day): Promise<unknown> {
  const [[figures], unreported] = await Promise.all([
    db.query(
      `SELECT (count(*) FILTER (WHERE status = 'draft'))::int AS drafts, (count(*) FILTER (WHERE status = 'approved'))::int AS "awaitingSubmission",
         (count(*) FILTER (WHERE status IN ('draft', 'approved') AND due_on < $1))::int AS overdue FROM report_view`,
      [today],
    ),
    db.query(
      `SELECT a.as_of::text AS "businessDate", count(*)::int AS alerts, min(a.due_on)::text AS "dueOn" FROM alert_view a
       WHERE a.kind = 'large-value' AND a.status IN ('open', 'in-review') AND a.as_of < $1
       GROUP BY a.as_of ORDER BY a.as_of DESC LIMIT 10`,
      [today],
    ),
  ]);
  return { ...figures, unreported: unreported.reverse() };
}

async function customerFigures(db: Database, branch: string | undefined): Promise<unknown> {
  const [figures] = await db.query(
    `SELECT count(*)::int AS total, (count(*) FILTER (WHERE status = 'pending'))::int AS pending, (count(*) FILTER (WHERE status = 'restricted'))::int AS restricted
     FROM customer_view WHERE $1::text IS NULL OR branch = $1`,
    [branch ?? null],
  );
  return figures;
}

async function importFigures(db: Database): Promise<unknown> {
  const [[figures], recent] = await Promise.all([
    db.query(
      `SELECT (count(*) FILTER (WHERE state IN ('queued', 'running')))::int AS running, (count(*) FILTER (WHERE state = 'failed' AND created_at > now() - interval '7 days'))::int AS failed FROM file_import`,
    ),
    db.query(
      `SELECT id, kind, state, dry_run AS "dryRun", created_at AS "createdAt", read, accepted, duplicates, rejected FROM file_import WHERE state <> 'receiving' ORDER BY created_at DESC LIMIT 5`,
    ),
  ]);
  const counted = recent.map((one) => ({
    ...one,
    read: Number(one['read']),
    accepted: Number(one['accepted']),
    duplicates: Number(one['duplicates']),
    rejected: Number(one['rejected']),
  }));
  return { ...figures, recent: counted };
}

async function healthChecks(db: Database): Promise<unknown> {
  const [jobs, [seal], [outbox]] = await Promise.all([
    db.query<{ name: string }>('SELECT name FROM job WHERE failures > 0 ORDER BY name'),
    db.query<{ late: boolean }>(
      "SELECT coalesce(max(finished_at) < clock_timestamp() - interval '1 minute', true) AS late FROM job WHERE name = 'audit-seal'",
    ),
    db.query<{ dead: number }>('SELECT count(*)::int AS dead FROM outbox_message WHERE dead_at IS NOT NULL'),
  ]);
  return [
    { check: 'database', state: 'ok' },
    {
      check: 'jobs',
      state: jobs.length === 0 ? 'ok' : 'error',
      ...(jobs.length > 0 ? { detail: jobs.map(({ name }) => name).join(', ') } : {}),
    },
    { check: 'audit', state: seal!.late ? 'warning' : 'ok' },
    {
      check: 'outbox',
      state: outbox!.dead === 0 ? 'ok' : 'error',
      ...(outbox!.dead > 0 ? { detail: String(outbox!.dead) } : {}),
    },
  ];
}
