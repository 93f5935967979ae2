import type { BankDays, Clock, intake } from '../platform/index.js';
import { transactionKey } from './domain/digest.js';
import { prepareLine, type IngestLine } from './ingest/line.js';
import type { IngestQueue } from './ingest/queue.js';
import { lineProblem } from './domain/line-problem.js';
import { transactionSchema } from './schemas.js';

/** Records stored and evaluated in one database transaction: many for speed, not so many that others wait long. */
const BATCH = 2_000;

/** Files of transactions: each record is what `POST /transactions` takes, stored and evaluated by the same ingest. */
export function transactionImports(parts: {
  queue: IngestQueue;
  days: BankDays;
  clock: Clock;
}): intake.ImportTarget<IngestLine> {
  const { queue, days, clock } = parts;
  return {
    kind: 'transactions',
    path: '/transaction-imports',
    tag: 'Transactions',
    schema: transactionSchema as intake.TargetSchema,
    defaultMapping: 'native-transactions-csv',
    batchSize: BATCH,
    senders: ['compliance-officer', 'compliance-manager', 'core-banking'],
    prepare: (raw, line) => {
      const value = prepareLine(raw, days, clock.now(), line);
      return value.problem ? { problem: value.problem } : { value };
    },
    before: (lines) => queue.prepare(lines),
    store: async (tx, lines, { actor, requestId }) => {
      const results = await queue.within(tx, { lines, actor, requestId });
      return results.map(({ status, problem }): intake.Settled =>
        status === 'rejected' ? { status, problem: problem! } : { status },
      );
    },
    identity: ({ transaction }) => {
      const { key, content, input } = transaction!;
      const { reverses } = input;
      if (!reverses) return { keys: [key], content };
      const target = transactionKey(reverses.source, reverses.reference);
      return { keys: [key], content, refersTo: { key: target, problem: 'reversal-of-unknown' } };
    },
    conflict: () => lineProblem('reference-conflict', '/reference'),
  };
}
