import type { Clock, Database, Job } from '../platform/index.js';
import { LedgerPartitions } from './store.js';

const AHEAD = 4;

/** Makes the partitions of this quarter and the next four before they are needed. */
export function partitionJob(db: Database, clock: Clock): Job {
  return {
    name: 'ledger-partitions',
    everySeconds: 6 * 3_600,
    run: async () => {
      const now = clock.now();
      const quarters = Array.from(
        { length: AHEAD + 1 },
        (_, n) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 3 * n, 1)),
      );
      await new LedgerPartitions(db).ensure(quarters);
    },
  };
}
