import type { Clock, Tx } from '../../platform/index.js';
import type { CustomerSubjects } from '../../customers/index.js';
import type { NormalTransaction } from '../domain/normalise.js';
import type { LedgerRow } from '../ledger-row.js';
import type { Evaluation, Subject, TouchedDay } from '../movement.js';
import { lineProblem, type LineProblem } from '../domain/line-problem.js';
import { addReversed, knownContents, storeRows, type LedgerIds } from '../store.js';
import { nettingOf, nettingRounds, type Netting } from './netting.js';
import { convert } from './conversion.js';
import { toLedgerRow } from './to-ledger-row.js';
import type { IngestLine, LineResult } from './line.js';

interface Candidate {
  index: number;
  transaction: NormalTransaction;
  subject: Subject;
}

interface Stored {
  candidate: Candidate;
  row: LedgerRow;
}

/** Up to this many lines one statement finds and locks; more are locked only when they are stored. */
const FEW = 60;

/**
 * Stores a batch of lines and evaluates the rules for whom they touch, in the caller's database transaction.
 * Customers are locked in order before they are evaluated, so that of two batches about one customer the second sees
 * the movements of the first; large batches lock late, so that they store side by side and only evaluate in turn.
 * Lines that take others back need the lock before they read what is left of the original. They go last, so that a
 * batch may hold a transaction and its reversal.
 */
export class Ingest {
  constructor(
    private readonly customers: CustomerSubjects,
    private readonly evaluation: Evaluation,
    private readonly ids: LedgerIds,
    private readonly clock: Clock,
  ) {}

  async ingest(tx: Tx, lines: readonly IngestLine[]): Promise<LineResult[]> {
    const results: LineResult[] = lines.map(({ line, source, reference, problem }) => ({
      ...(line === undefined ? {} : { line }),
      source,
      reference,
      status: 'rejected',
      ...(problem ? { problem } : {}),
      alerts: [],
    }));
    const { first, repeated } = this.separate(lines);
    if (first.length === 0) return results;
    await convert.prepare(
      tx,
      first.map(({ transaction }) => transaction),
    );
    const lockFirst = first.length < FEW || first.some(({ transaction }) => transaction.input.reverses);
    const candidates = await this.resolve(tx, first, results, lockFirst);
    const plain = candidates.filter(({ transaction }) => !transaction.input.reverses);
    const netting = candidates.filter(({ transaction }) => transaction.input.reverses);
    const stored = await this.store(tx, plain, [], results);
    const netted: TouchedDay[] = [];
    for (const round of nettingRounds(netting))
      stored.push(...(await this.storeNetting(tx, round, results, netted)));
    await this.settleRepeated(tx, repeated, results, lines);
    if (!lockFirst) {
      const rows = stored.map(({ row }) => row);
      const merged = rows.filter(({ customerId, bookedFor }) => bookedFor !== customerId);
      await this.customers.lockStored(
        tx,
        [...new Set(rows.map(({ customerId }) => customerId))],
        [...new Set(merged.map(({ bookedFor }) => bookedFor))],
      );
    }
    const holding = await this.evaluation.evaluate(
      tx,
      stored.map(({ row, candidate }) => ({ movement: row, subject: candidate.subject })),
      netted,
    );
    for (const { candidate, row } of stored) results[candidate.index]!.alerts = holding.get(row.id) ?? [];
    return results;
  }

  /** Within a batch the first line with a key counts; the others are compared with it. */
  private separate(lines: readonly IngestLine[]): {
    first: { index: number; transaction: NormalTransaction }[];
    repeated: { index: number; of: number }[];
  } {
    const seen = new Map<string, number>();
    const first: { index: number; transaction: NormalTransaction }[] = [];
    const repeated: { index: number; of: number }[] = [];
    lines.forEach(({ transaction }, index) => {
      if (!transaction) return;
      const earlier = seen.get(transaction.key);
      if (earlier === undefined) {
        seen.set(transaction.key, index);
        first.push({ index, transaction });
      } else repeated.push({ index, of: earlier });
    });
    return { first, repeated };
  }

  private async settleRepeated(
    tx: Tx,
    repeated: readonly { index: number; of: number }[],
    results: LineResult[],
    lines: readonly IngestLine[],
  ): Promise<void> {
    const again: number[] = [];
    for (const { index, of } of repeated) {
      const original = results[of]!;
      const same = lines[index]!.transaction!.content === lines[of]!.transaction!.content;
      if (same && original.status === 'rejected') results[index]!.problem = original.problem!;
      else if (same) results[index]!.status = 'duplicate';
      // A refused line has not used the key up: the next with other content stands for itself.
      else if (original.status === 'rejected') again.push(index);
      else results[index]!.problem = lineProblem('reference-conflict', '/reference');
    }
    if (again.length === 0) return;
    const settled = await this.ingest(
      tx,
      again.map((index) => lines[index]!),
    );
    settled.forEach((result, i) => (results[again[i]!] = result));
  }

  private async resolve(
    tx: Tx,
    first: readonly { index: number; transaction: NormalTransaction }[],
    results: LineResult[],
    lock: boolean,
  ): Promise<Candidate[]> {
    const subjects = await this.customers.find(
      tx,
      first.map(({ transaction: { input } }) =>
        input.customerNumber !== undefined
          ? { customerNumber: input.customerNumber }
          : { conductor: input.conductor!, branch: input.branch },
      ),
      lock,
    );
    return first.flatMap(({ index, transaction }, position) => {
      const subject = subjects[position];
      if (subject) return [{ index, transaction, subject }];
      results[index]!.problem = lineProblem('unknown-customer', '/customerNumber');
      return [];
    });
  }

  private async store(
    tx: Tx,
    candidates: readonly Candidate[],
    netting: readonly (Netting | undefined)[],
    results: LineResult[],
  ): Promise<Stored[]> {
    if (candidates.length === 0) return [];
    const accounts = await this.customers.accountOwners(tx, accountNumbersOf(candidates));
    const firstId = await this.ids.take(tx, candidates.length);
    const now = this.clock.now();
    const rates = await convert.rates(
      tx,
      candidates.map(({ transaction }) => transaction),
    );
    const all = candidates.map((candidate, i) => ({
      candidate,
      row: toLedgerRow({
        ...candidate,
        id: (firstId + BigInt(i)).toString(),
        now,
        accounts,
        rates,
        netting: netting[i],
      }),
    }));
    const rows = new Set(
      await storeRows(
        tx,
        all.map(({ row }) => row),
      ),
    );
    const stored = all.filter(({ row }) => rows.has(row));
    if (stored.length < all.length)
      await this.settleTaken(
        tx,
        all.filter(({ row }) => !rows.has(row)),
        results,
      );
    for (const { candidate } of stored) results[candidate.index]!.status = 'accepted';
    return stored;
  }

  private async settleTaken(tx: Tx, taken: readonly Stored[], results: LineResult[]): Promise<void> {
    const contents = await knownContents(
      tx,
      taken.map(({ row }) => row.key),
    );
    for (const { candidate, row } of taken)
      settle(results[candidate.index]!, contents.get(row.key), row.content);
  }

  private async storeNetting(
    tx: Tx,
    candidates: readonly Candidate[],
    results: LineResult[],
    netted: TouchedDay[],
  ): Promise<Stored[]> {
    const contents = await knownContents(
      tx,
      candidates.map(({ transaction }) => transaction.key),
    );
    const fresh = candidates.filter(({ index, transaction }) => {
      const known = contents.get(transaction.key);
      if (known !== undefined) settle(results[index]!, known, transaction.content);
      return known === undefined;
    });
    const nettings = await nettingOf(tx, fresh);
    const sound: Candidate[] = [];
    const sources: Netting[] = [];
    fresh.forEach((candidate, i) => {
      const netting = nettings[i]!;
      if ('message' in netting) results[candidate.index]!.problem = netting satisfies LineProblem;
      else {
        sound.push(candidate);
        sources.push(netting);
      }
    });
    const stored = await this.store(tx, sound, sources, results);
    const kept = stored.map(({ candidate }) => ({ candidate, netting: sources[sound.indexOf(candidate)]! }));
    await addReversed(
      tx,
      kept.map(({ netting }) => netting),
    );
    for (const { candidate, netting } of kept)
      netted.push({ subject: candidate.subject, day: netting.target.business_date });
    return stored;
  }
}

function settle(result: LineResult, known: string | undefined, content: string): void {
  if (known === content) result.status = 'duplicate';
  else result.problem = lineProblem('reference-conflict', '/reference');
}

function accountNumbersOf(candidates: readonly Candidate[]): string[] {
  const numbers = new Set<string>();
  for (const { transaction } of candidates) {
    const { accountNumber, counterparty } = transaction.input;
    if (accountNumber) numbers.add(accountNumber);
    if (transaction.category === 'term-deposit-renewal' && counterparty?.accountNumber)
      numbers.add(counterparty.accountNumber);
  }
  return [...numbers];
}
