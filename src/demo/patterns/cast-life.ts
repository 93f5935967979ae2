import type { Bank } from '../bank.js';
import type { DayBook } from '../day-book.js';
import { dayOfMonth } from '../days.js';
import { Random, STREAM } from '../random.js';

/** Far enough from the scene that no look-back of a pattern reaches into everyday life. */
const CLEAR_DAYS = 32;
const PURCHASES_A_MONTH = 5;
const WORKING_DAYS_A_MONTH = 21;
const PAY_DAYS = [8, 10, 15, 20];
const MOST_RECEIPT = 30_000_000;

/** A planted customer and the days of the scene, around which nothing else happens. */
export interface CastMember {
  index: number;
  from: number;
  to: number;
}

/**
 * Gives planted customers an ordinary life before and after their scene, so that they are not found by having
 * nothing but suspicious transactions. Booked day by day: a large bank has thousands of them.
 */
export class CastLife {
  constructor(
    private readonly bank: Bank,
    private readonly members: readonly CastMember[],
  ) {}

  run(book: DayBook): void {
    const { population, parameters, history } = this.bank;
    if (!history.isWorkingDay(book.day)) return;
    const random = new Random(parameters.seed, STREAM.castLife, book.day);
    for (const { index, from, to } of this.members) {
      const buys = random.chance(PURCHASES_A_MONTH / WORKING_DAYS_A_MONTH);
      const paid = dayOfMonth(book.day) === PAY_DAYS[index % PAY_DAYS.length];
      if (!buys && !paid) continue;
      if (book.day > from - CLEAR_DAYS && book.day < to + CLEAR_DAYS) continue;
      const profile = population.profile(index);
      if (book.day < profile.openedOn) continue;
      if (paid) this.receive(book, index);
      if (buys) this.spend(book, index, random);
    }
  }

  private receive(book: DayBook, index: number): void {
    const profile = this.bank.population.profile(index);
    const individual = profile.kind === 'individual';
    // Always the same payer.
    const payer = this.bank.externals.firm(new Random(this.bank.parameters.seed, STREAM.castLife, index));
    const monthly = Math.round((profile.yearlyIncome / 12) * 0.82);
    book.pay(payer, profile, {
      amount: individual ? monthly : Math.min(MOST_RECEIPT, Math.round(monthly / 3)),
      currency: 'CNY',
      method: 'transfer',
      channel: 'online',
      purpose: individual ? '代发工资' : '货款',
      ...(individual ? { product: 'payroll' } : {}),
    });
  }

  private spend(book: DayBook, index: number, random: Random): void {
    const profile = this.bank.population.profile(index);
    const { externals } = this.bank;
    if (profile.kind === 'individual') {
      book.pay(profile, externals.merchant(random), {
        amount: random.between(1_500, 60_000),
        currency: 'CNY',
        method: 'card',
        channel: 'pos',
        purpose: '消费',
        product: 'merchant-acquiring',
      });
    } else {
      book.pay(profile, externals.firm(random), {
        amount: random.between(100_000, 2_500_000),
        currency: 'CNY',
        method: 'transfer',
        channel: 'online',
        purpose: '材料款',
      });
    }
  }
}
