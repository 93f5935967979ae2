import type { TransactionBody } from './types.js';
import type { Bank } from './bank.js';
import { DayBook } from './day-book.js';
import { Corrections } from './life/corrections.js';
import { freeDayErrands, workingDayErrands } from './life/errands.js';
import { StandingOrders } from './life/standing.js';
import { LargeValues } from './large-values.js';
import { CastLife } from './patterns/cast-life.js';
import type { Plan } from './patterns/plan.js';
import { Random, STREAM } from './random.js';
import { dayText } from './days.js';

/** Transactions of one day, in time order, at most a few thousand; a busy day comes in several slices. */
export interface DaySlice {
  day: string;
  transactions: TransactionBody[];
}

const FREE_DAY_WEIGHT = 0.6;
/** Even on pay day people go shopping: at least this share of an ordinary day's errands is run. */
const LEAST_ERRANDS = 0.4;

/** The whole history, day after day. What is planned comes first, everyday life fills up to the asked number. */
export function* transactionSlices(bank: Bank, plan: Plan): Generator<DaySlice> {
  const { history, parameters } = bank;
  const standing = new StandingOrders(bank);
  const corrections = new Corrections();
  const largeValues = new LargeValues(bank);
  const castLife = new CastLife(bank, plan.living);
  let booked = 0;
  for (const { day, transactions } of plan.before(history.first)) {
    booked += transactions.length;
    yield { day: dayText(day), transactions };
  }
  const share = dayShares(bank, parameters.transactions - booked);
  let due = booked;
  for (let day = history.first; day <= history.last; day++) {
    const random = new Random(parameters.seed, STREAM.day, day);
    const book = new DayBook(bank, day, random);
    const slice = function* (): Generator<DaySlice> {
      const transactions = book.take();
      if (transactions.length === 0) return;
      corrections.inspect(transactions, book, (reference) => plan.isPlanted(reference));
      yield { day: dayText(day), transactions };
    };
    const today = share(day);
    due += today;
    const working = history.isWorkingDay(day);
    for (const body of plan.on(day)) book.add(body);
    corrections.run(book);
    if (working) largeValues.run(book);
    castLife.run(book);
    for (const _full of standing.run(book)) yield* slice();
    const errands = working ? workingDayErrands : freeDayErrands;
    const least = book.booked + today * LEAST_ERRANDS;
    while (booked + book.booked < due || book.booked < least) {
      errands.draw(random)(book);
      if (book.full) yield* slice();
    }
    yield* slice();
    booked += book.booked;
  }
}

function dayShares(bank: Bank, total: number): (day: number) => number {
  const { history } = bank;
  const free = history.last - history.first + 1 - history.working.length;
  const unit = total / (history.working.length + free * FREE_DAY_WEIGHT);
  return (day) => (history.isWorkingDay(day) ? unit : unit * FREE_DAY_WEIGHT);
}
