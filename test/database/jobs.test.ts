import { jest } from '@jest/globals';
import { createLog, Database, Scheduler, type JobContext } from '../../src/platform/index.js';
import { LeaseLost } from '../../src/platform/jobs/scheduler.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const log = createLog('silent');
let database: TestDatabase;
let db: Database;
let name = 0;
let started: Scheduler | undefined;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await Database.connect({ url: database.url, poolSize: 4, entities: [], log });
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

/** A scheduler of one job that tells when it runs. */
async function schedulerOf(run: (context: JobContext) => Promise<void>, wake: boolean) {
  const job = { name: `test-${(name += 1)}`, everySeconds: 3_600, run };
  const scheduler = new Scheduler(db, log, [job]);
  await scheduler.start(wake);
  return { scheduler, job };
}

describe('a scheduler', () => {
  it('runs nothing in a process that was told to run no jobs, whoever wakes it', async () => {
    const { scheduler, job } = await schedulerOf(() => Promise.resolve(), false);
    scheduler.wake();
    await scheduler.stop();
    const [row] = await db.query('SELECT generation, started_at FROM job WHERE name = $1', [job.name]);
    expect(row).toEqual({ generation: '0', started_at: null });
  });

  it('runs a due job when woken, and holds its lease no longer than it asked for', async () => {
    const outcome = await new Promise<unknown>((resolve) => {
      const run = (context: JobContext): Promise<void> => {
        context.assertLease();
        // As if no renewal had come through for longer than the lease.
        const clock = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 30_001);
        try {
          context.assertLease();
          resolve('still held');
        } catch (error) {
          resolve(error);
        } finally {
          clock.mockRestore();
        }
        return Promise.resolve();
      };
      void schedulerOf(run, true).then(({ scheduler }) => {
        scheduler.wake();
        started = scheduler;
      });
    });
    await started?.stop();
    expect(outcome).toBeInstanceOf(LeaseLost);
  });
});
