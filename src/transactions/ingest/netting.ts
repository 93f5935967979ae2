import { Money, type Tx } from '../../platform/index.js';
import { transactionKey } from '../domain/digest.js';
import type { NormalTransaction } from '../domain/normalise.js';
import type { Subject } from '../movement.js';
import { lineProblem, type LineProblem } from '../domain/line-problem.js';
import { findTargets, type ReversalTarget } from '../store.js';

/** How a reversal or correction bears on the movement it names. */
export interface Netting {
  target: ReversalTarget;
  /** What it takes back of the target. */
  amount: string;
  /** Whether it only takes back, and counts in nothing itself. */
  offsets: boolean;
}

const targetKey = ({ transaction }: { transaction: NormalTransaction }): string =>
  transactionKey(transaction.input.reverses!.source, transaction.input.reverses!.reference);

/**
 * Lines that take back other such lines of their batch come in a later round than those, so that a chain of
 * corrections is the same in one batch as in several. What goes round in a circle comes last and finds no target.
 */
export function nettingRounds<T extends { transaction: NormalTransaction }>(lines: readonly T[]): T[][] {
  const rounds: T[][] = [];
  for (let left = [...lines]; left.length > 0;) {
    const keys = new Set(left.map(({ transaction }) => transaction.key));
    const ready = left.filter((line) => !keys.has(targetKey(line)));
    if (ready.length === 0) return [...rounds, left];
    rounds.push(ready);
    left = left.filter((line) => keys.has(targetKey(line)));
  }
  return rounds;
}

/**
 * A reversal, or a correction in the opposite direction, takes back its amount. A correction in the same direction
 * replaces: the original is taken back whole and the correction counts in its stead.
 */
export async function nettingOf(
  tx: Tx,
  lines: readonly { transaction: NormalTransaction; subject: Subject }[],
): Promise<(Netting | LineProblem)[]> {
  const targets = await findTargets(tx, lines.map(targetKey));
  const left = new Map(
    [...targets].map(([key, { amount, reversed }]) => [key, new Money(amount).minus(reversed)]),
  );
  return lines.map((line) => {
    const { transaction, subject } = line;
    const key = targetKey(line);
    const target = targets.get(key);
    if (!target) return lineProblem('reversal-of-unknown', '/reverses');
    if (target.offsets) return lineProblem('reversal-of-reversal', '/reverses');
    if (
      target.customer_id !== subject.id ||
      target.currency !== transaction.input.currency ||
      transaction.bookedAt < target.booked_at
    )
      return lineProblem('reversal-mismatch', '/reverses');
    const remaining = left.get(key)!;
    const offsets = transaction.category === 'reversal' || transaction.input.direction !== target.direction;
    const amount = offsets ? new Money(transaction.amount) : remaining;
    if (amount.greaterThan(remaining) || remaining.isZero())
      return lineProblem('reversal-exceeds', '/amount');
    left.set(key, remaining.minus(amount));
    return { target, amount: amount.toFixed(), offsets };
  });
}
