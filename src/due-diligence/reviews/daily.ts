import {
  addDays,
  systemActor,
  type BankDays,
  type Clock,
  type Database,
  type Day,
  type Job,
  type Tx,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import type { ReviewRules } from './domain/schedule.js';
import type { NoticeQueue, RestrictionProposals } from './ports.js';
import { takeSteps } from './steps.js';
import { sweepObsolete, sweepReinstated } from './sweep-standing.js';
import { sweepDocuments, sweepRelatedDocuments } from './sweep-documents.js';
import { sweepMissing, sweepReviews } from './sweeps.js';
import type { ReviewTasks } from './tasks.js';

export interface DailyParts {
  db: Database;
  clock: Clock;
  days: BankDays;
  rules: ReviewRules;
  tasks: ReviewTasks;
  audit: AuditTrail;
  notices?: NoticeQueue;
  restrictions?: RestrictionProposals;
  /** Rows in one batch, each a transaction of its own. */
  batchSize?: number;
  /** Called inside a batch just before it commits; for tests that end a process there. */
  onBatch?: (phase: string) => Promise<void>;
}

const PHASES = [
  'obsolete',
  'reinstated',
  'document-expiry',
  'related-document-expiry',
  'periodic-review',
  'missing-data',
  'steps',
] as const;
type Phase = (typeof PHASES)[number];
const SWEEPS = {
  obsolete: sweepObsolete,
  reinstated: sweepReinstated,
  'document-expiry': sweepDocuments,
  'related-document-expiry': sweepRelatedDocuments,
  'periodic-review': sweepReviews,
  'missing-data': sweepMissing,
} as const;

interface Run {
  from_day: Day;
  through_day: Day;
  phase: Phase;
  position: string[] | null;
}

/**
 * The day's work for all customers: closes tasks whose reason is gone, raises those that are due, takes their steps.
 * A run is for all days since the last one. Each batch is a transaction that moves the checkpoint, so a run that was
 * killed goes on, and two runners share it.
 */
export class DailyReview {
  constructor(private readonly parts: DailyParts) {}

  job(): Job {
    return {
      name: 'daily-review',
      everySeconds: 60,
      run: async ({ signal, assertLease }) => {
        while (!signal.aborted && (await this.advance())) assertLease();
      },
    };
  }

  /** Does one batch. @returns whether there may be more to do */
  async advance(): Promise<boolean> {
    const { db, clock, days } = this.parts;
    const today = days.dayOf(clock.now());
    const [last] = await db.query<{ through_day: Day; finished: boolean }>(
      `SELECT through_day::text, NOT EXISTS (SELECT FROM review_run WHERE finished_at IS NULL) AS finished
       FROM review_run ORDER BY review_run.through_day DESC LIMIT 1`,
    );
    if (last?.finished && last.through_day >= today) return false;
    return db.inTransaction(async (tx) => {
      if (!last || last.finished) await this.begin(tx, last ? addDays(last.through_day, 1) : today, today);
      const [run] = await tx.query<Run & Record<string, unknown>>(
        `SELECT from_day::text, through_day::text, phase, position FROM review_run
         WHERE finished_at IS NULL ORDER BY review_run.through_day LIMIT 1 FOR UPDATE`,
      );
      // Another runner finished it while we waited.
      if (!run) return true;
      await this.batch(tx, run);
      return true;
    });
  }

  private async begin(tx: Tx, from: Day, through: Day): Promise<void> {
    await tx.query(
      `INSERT INTO review_run (through_day, from_day, phase, started_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [through, from, PHASES[0], this.parts.clock.now()],
    );
  }

  private async batch(tx: Tx, run: Run): Promise<void> {
    const { clock, days, rules, tasks, audit, notices, restrictions, batchSize: size = 2_000 } = this.parts;
    const now = clock.now();
    let count: number;
    let position: readonly string[] | null;
    if (run.phase === 'steps') {
      const done = await takeSteps(
        tx,
        { rules, now, notices, restrictions },
        { through: run.through_day, size },
      );
      count = done.tasks;
      if (count > 0)
        await audit.append(tx, systemActor, {
          action: 'review-tasks.reminded',
          subject: { kind: 'review-run', id: run.through_day },
          details: done,
        });
      position = done.tasks === 0 ? null : [];
    } else {
      const batch = {
        from: run.from_day,
        through: run.through_day,
        position: run.position,
        size,
        zone: days.zone,
      };
      ({ count, position } = await SWEEPS[run.phase](tx, { tasks, rules }, batch));
    }
    const phase = position === null ? PHASES[PHASES.indexOf(run.phase) + 1] : run.phase;
    await this.parts.onBatch?.(run.phase);
    await tx.query(
      `UPDATE review_run SET phase = $2, position = $3, batches = batches + 1, finished_at = $4,
         counts = jsonb_set(counts, ARRAY[$5::text], to_jsonb(coalesce((counts ->> $5::text)::int, 0) + $6::int))
       WHERE through_day = $1`,
      [
        run.through_day,
        phase ?? run.phase,
        position === null ? null : JSON.stringify(position),
        phase === undefined ? now : null,
        run.phase,
        count,
      ],
    );
  }
}
