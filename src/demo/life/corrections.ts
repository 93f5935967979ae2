/** Bookings that turn out wrong: on the next working day taken back, or replaced by the right amount. */
import type { TransactionBody } from '../types.js';
import type { DayBook } from '../day-book.js';
import { instant } from '../movement.js';

const WRONG_SHARE = 0.0012;
/** The rest is replaced by a correction. */
const TAKEN_BACK_SHARE = 0.6;

export class Corrections {
  private readonly due = new Map<number, TransactionBody[]>();

  /** Looks over what was just booked and marks a few as wrong. */
  inspect(slice: readonly TransactionBody[], book: DayBook, isPlanted: (reference: string) => boolean): void {
    for (const body of slice) {
      if (!book.random.chance(WRONG_SHARE) || !mayBeWrong(body) || isPlanted(body.reference)) continue;
      const day = book.bank.history.nextWorkingDay(book.day);
      if (day === undefined) continue;
      this.due.set(day, [...(this.due.get(day) ?? []), body]);
    }
  }

  run(book: DayBook): void {
    for (const wrong of this.due.get(book.day) ?? []) {
      const second = 9 * 3600 + book.random.int(3600);
      const { reference, source } = wrong;
      const common = {
        ...wrong,
        reference: book.reference(),
        bookedAt: instant(book.day, second),
        reverses: { source, reference },
      };
      if (book.random.chance(TAKEN_BACK_SHARE)) {
        const direction = wrong.direction === 'in' ? 'out' : 'in';
        book.add({ ...common, direction, category: 'reversal', purpose: '错账冲正' });
      } else {
        // A decimal point misplaced: the right amount, a tenth, takes the place of the wrong one.
        book.add({ ...common, amount: tenth(wrong.amount), category: 'correction', purpose: '更正入账' });
      }
    }
    this.due.delete(book.day);
  }
}

/** One-sided bookings of everyday kind; the two sides of a transfer inside the bank would have to go together. */
function mayBeWrong({
  outcome,
  category,
  counterparty,
  currency,
  customerNumber,
  method,
}: TransactionBody): boolean {
  return (
    customerNumber !== undefined &&
    (outcome ?? 'completed') === 'completed' &&
    category === undefined &&
    counterparty?.customerNumber === undefined &&
    method !== 'exchange' &&
    currency === 'CNY'
  );
}

function tenth(amount: string): string {
  const fen = Math.max(1, Math.round(Number(amount.replace('.', '')) / 10));
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}
