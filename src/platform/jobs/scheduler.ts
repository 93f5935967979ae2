import { randomUUID } from 'node:crypto';
import cron, { type ScheduledTask } from 'node-cron';
import { isPassingFault, type Database } from '../database/database.js';
import { Problem } from '../errors/problem.js';
import type { Log } from '../log.js';

/** Background work that exactly one process does at a time. */
export interface Job {
  name: string;
  /** Seconds from the end of one run to the next. */
  everySeconds: number;
  /** Does what is due now, missed time included. Returning `true` asks to run again at once: there is more. */
  run(context: JobContext): Promise<boolean | void>;
}

export interface JobContext {
  /** Aborts when the process stops; long work ends at the next safe point. */
  signal: AbortSignal;
  /** Throws when another process took the lease over, so that a stalled one does not go on. */
  assertLease(): void;
}

const LEASE_SECONDS = 30;

/** Another process has, or may have, taken the work over; whoever meets this leaves everything as it is. */
export class LeaseLost extends Error {
  constructor(job: string) {
    super(`the lease of ${job} was lost`);
    this.name = 'LeaseLost';
  }
}

/**
 * node-cron only wakes; the `job` table decides. A lease lasts 30 seconds by the database's clock and is renewed while
 * the job runs; a process that dies loses it and another goes on.
 */
export class Scheduler {
  private readonly owner = randomUUID();
  private readonly stopping = new AbortController();
  private readonly running = new Map<string, Promise<void>>();
  private task: ScheduledTask | undefined;
  private wakeful = false;

  constructor(
    private readonly db: Database,
    private readonly log: Log,
    private readonly jobs: readonly Job[],
  ) {}

  /** Registers the jobs and, unless told not to wake, begins to look every second. One that does not wake runs none. */
  async start(wake = true): Promise<void> {
    await this.db.query(
      'INSERT INTO job (name, due_at) SELECT name, clock_timestamp() FROM unnest($1::text[]) AS name ON CONFLICT DO NOTHING',
      [this.jobs.map(({ name }) => name)],
    );
    this.wakeful = wake;
    if (wake) this.task = cron.schedule('* * * * * *', () => this.wake(), { name: 'wake', noOverlap: true });
  }

  /** Looks for due jobs now; called by the timer and by whoever has just made work. */
  wake(): void {
    if (this.wakeful) for (const job of this.jobs) void this.attempt(job);
  }

  /** Runs one job until it has nothing more to do, whether due or not; for tests and commands. */
  async drain(name: string): Promise<void> {
    const job = this.jobs.find((candidate) => candidate.name === name);
    if (!job) throw new Error(`no job ${name}`);
    await this.running.get(name);
    while (await job.run({ signal: this.stopping.signal, assertLease: () => undefined }));
  }

  /** Finishes what runs and stops waking. */
  async stop(): Promise<void> {
    await this.task?.destroy();
    this.stopping.abort();
    await Promise.allSettled(this.running.values());
  }

  private attempt(job: Job): Promise<void> {
    const already = this.running.get(job.name);
    if (already || this.stopping.signal.aborted) return already ?? Promise.resolve();
    const run = this.runIfDue(job)
      .catch(() => this.log.debug({ job: job.name }, 'the job table cannot be reached'))
      .finally(() => this.running.delete(job.name));
    this.running.set(job.name, run);
    return run;
  }

  private async runIfDue(job: Job): Promise<void> {
    const asked = performance.now();
    const [lease] = await this.db.query<{ generation: string }>(
      `UPDATE job SET lease_owner = $2, lease_until = clock_timestamp() + make_interval(secs => $3), generation = generation + 1, started_at = clock_timestamp()
       WHERE name = $1 AND due_at <= clock_timestamp() AND (lease_until IS NULL OR lease_until < clock_timestamp()) RETURNING generation`,
      [job.name, this.owner, LEASE_SECONDS],
    );
    if (!lease) return;
    let lost = false;
    // By our own clock, from before we asked: when renewing fails, the lease ends here no later than there.
    let heldUntil = asked + LEASE_SECONDS * 1_000;
    const renew = setInterval(
      () => {
        const asked = performance.now();
        void this.db
          .query(
            'UPDATE job SET lease_until = clock_timestamp() + make_interval(secs => $3) WHERE name = $1 AND generation = $2 RETURNING 1',
            [job.name, lease.generation, LEASE_SECONDS],
          )
          .then((rows) => {
            lost = rows.length === 0;
            heldUntil = asked + LEASE_SECONDS * 1_000;
          })
          .catch(() => undefined);
      },
      (LEASE_SECONDS * 1_000) / 3,
    );
    const context: JobContext = {
      signal: this.stopping.signal,
      assertLease: () => {
        if (lost || performance.now() > heldUntil) throw new LeaseLost(job.name);
      },
    };
    let failure: unknown;
    try {
      while ((await job.run(context)) === true && !this.stopping.signal.aborted) context.assertLease();
    } catch (error) {
      failure = error;
      const level = willPass(error) ? 'warn' : 'error';
      this.log[level]({ err: error, job: job.name }, 'job failed and will be tried again');
    } finally {
      clearInterval(renew);
    }
    const reason = failure === undefined ? null : failure instanceof Error ? failure.name : 'unknown';
    await this.db.query(
      `UPDATE job SET lease_owner = NULL, lease_until = NULL, finished_at = clock_timestamp(), last_error = $4,
         failures = CASE WHEN $4::text IS NULL THEN 0 ELSE failures + 1 END,
         due_at = clock_timestamp() + make_interval(secs => CASE WHEN $4::text IS NULL THEN $3 ELSE least(300, greatest($3, power(2, least(failures, 8)))) END::double precision)
       WHERE name = $1 AND generation = $2`,
      [job.name, lease.generation, job.everySeconds, reason],
    );
  }
}

function willPass(error: unknown): boolean {
  if (error instanceof Problem) return error.status === 503;
  return error instanceof LeaseLost || isPassingFault(error);
}
