/** What comes by the calendar: wages, rent, bills, taxes, interest, deposits that mature. */
import type { Bank } from '../bank.js';
import type { DayBook } from '../day-book.js';
import { domestic, type External } from '../external.js';
import { EMPLOYERS } from '../institutions.js';
import { dayOfMonth, dayText } from '../days.js';
import { ACCOUNT_TYPE } from '../profile.js';
import { drawAmount } from '../money.js';
import { Random, STREAM } from '../random.js';

const PAY_DAYS = [8, 10, 15, 20, 25];
const TAX_DAY = 15;
const INTEREST_DAY = 21;
const INTEREST_MONTHS = ['03', '06', '09', '12'];
const RETIRED = '99999';
/** Bookings a person's and a firm's standing orders make in a month, roughly; used to leave room for the rest. */
const PER_PERSON_MONTH = 3.4;
const PER_FIRM_MONTH = 1.2;
/** Standing orders may fill this share of the asked number; above it, fewer customers have them. */
const MOST_SHARE = 0.35;
const EXTERNAL_EMPLOYER = -1;
const TAKE_HOME = 0.82;

export class StandingOrders {
  private readonly payDay: Uint8Array;
  private readonly employer: Int32Array;
  private readonly rentDay: Uint8Array;
  private readonly billDay: Uint8Array;
  private readonly share: number;
  private readonly treasury: External;
  private readonly pensionFund: External;
  private readonly landlord: External[];

  constructor(private readonly bank: Bank) {
    const { population, parameters } = bank;
    const { persons, organisations } = population;
    const count = persons.to - persons.from;
    const months = parameters.days / 30;
    const expected =
      months * (count * PER_PERSON_MONTH + (organisations.to - organisations.from) * PER_FIRM_MONTH);
    this.share = Math.min(1, (parameters.transactions * MOST_SHARE) / expected);
    this.payDay = new Uint8Array(count);
    this.employer = new Int32Array(count);
    this.rentDay = new Uint8Array(count);
    this.billDay = new Uint8Array(count);
    const random = new Random(parameters.seed, STREAM.schedule);
    for (let i = 0; i < count; i++) this.enrol(i, random);
    this.treasury = domestic('国家金库云汀市支库', 'organisation', random, { publicBody: true });
    this.pensionFund = domestic('云汀市社会保险服务中心', 'organisation', random);
    this.landlord = Array.from({ length: 50 }, () => bank.externals.person(random));
  }

  private enrol(i: number, random: Random): void {
    const { population } = this.bank;
    const at = random.float();
    const { from, to } = population.organisations;
    if (at < 0.3) this.employer[i] = from + random.skewed(to - from, 1.6);
    else if (at < 0.48) this.employer[i] = random.pick(EMPLOYERS);
    else this.employer[i] = EXTERNAL_EMPLOYER;
    const employer = this.employer[i] as number;
    const payDay =
      employer === EXTERNAL_EMPLOYER ? random.pick(PAY_DAYS) : PAY_DAYS[employer % PAY_DAYS.length];
    if (random.chance(this.share)) this.payDay[i] = payDay as number;
    if (random.chance(0.22 * this.share)) this.rentDay[i] = random.between(1, 28);
    if (random.chance(0.8 * this.share)) this.billDay[i] = random.between(5, 25);
  }

  /** Books everything due on the book's day, handing over whenever a slice is full. */
  *run(book: DayBook): Generator<void> {
    const due = this.daysDue(book.day);
    const billed = dayOfMonth(book.day);
    const { from, to } = this.bank.population.persons;
    for (let i = 0; i < to - from; i++) {
      if (due.has(this.payDay[i] as number)) this.wage(book, from + i, i);
      if (due.has(this.rentDay[i] as number)) this.rent(book, from + i);
      if (this.billDay[i] === billed) this.bill(book, from + i);
      if (book.full) yield;
    }
    if (due.has(TAX_DAY)) yield* this.taxes(book);
    if (billed === INTEREST_DAY && INTEREST_MONTHS.includes(dayText(book.day).slice(5, 7))) {
      yield* this.interest(book);
    }
    if (this.bank.history.isWorkingDay(book.day)) this.renewals(book);
  }

  /** Days of the month whose payments are made today: today's, and those of the free days that follow. */
  private daysDue(day: number): Set<number> {
    const due = new Set<number>();
    if (!this.bank.history.isWorkingDay(day)) return due;
    for (let at = day; this.bank.history.onOrBefore(at) === day; at++) due.add(dayOfMonth(at));
    return due;
  }

  private wage(book: DayBook, index: number, i: number): void {
    const { population, externals } = this.bank;
    const payee = population.profile(index);
    const { random } = book;
    const monthly = Math.round((payee.yearlyIncome / 12) * TAKE_HOME * (0.97 + random.float() * 0.06));
    const common = { amount: monthly, currency: 'CNY', method: 'transfer', channel: 'online' } as const;
    if (payee.occupation === RETIRED) {
      if (this.payDay[i] === 0) return;
      book.pay(this.pensionFund, payee, { ...common, purpose: '养老金' });
      return;
    }
    const employer = this.employer[i] as number;
    // Somebody whose employer banks elsewhere always hears from the same one.
    const payer =
      employer === EXTERNAL_EMPLOYER
        ? externals.firm(new Random(this.bank.parameters.seed, STREAM.schedule, index))
        : population.profile(employer);
    book.pay(payer, payee, {
      ...common,
      purpose: '代发工资',
      product: 'payroll',
      second: 9 * 3600 + random.int(7200),
    });
  }

  private rent(book: DayBook, index: number): void {
    const payer = this.bank.population.profile(index);
    const landlord = this.landlord[index % this.landlord.length] as External;
    const monthly = Math.round(((payer.yearlyIncome / 12) * 0.25) / 10_000) * 10_000;
    book.pay(payer, landlord, {
      amount: Math.max(50_000, Math.min(900_000, monthly)),
      currency: 'CNY',
      method: 'transfer',
      channel: 'mobile',
      purpose: '房租',
      device: { id: payer.device },
    });
  }

  private bill(book: DayBook, index: number): void {
    const utility = (['power', 'water', 'telecom'] as const)[index % 3] as string;
    book.pay(this.bank.population.profile(index), this.bank.institution(utility), {
      amount: drawAmount(book.random, utility === 'water' ? 60 : 130, 0.5, 900),
      currency: 'CNY',
      method: 'transfer',
      channel: 'other',
      purpose: utility === 'power' ? '电费' : utility === 'water' ? '水费' : '通信费',
      product: 'direct-debit',
    });
  }

  private *taxes(book: DayBook): Generator<void> {
    const { from, to } = this.bank.population.organisations;
    for (let index = from; index < to; index++) {
      if (!book.random.chance(0.7 * this.share)) continue;
      const payer = this.bank.population.profile(index);
      book.pay(payer, this.treasury, {
        amount: Math.max(100, Math.round((payer.yearlyIncome / 12) * 0.02 * (0.5 + book.random.float()))),
        currency: 'CNY',
        method: 'transfer',
        channel: 'online',
        category: 'tax',
        purpose: '增值税',
      });
      if (book.full) yield;
    }
  }

  private *interest(book: DayBook): Generator<void> {
    const { population } = this.bank;
    for (const { from, to } of [population.organisations, population.soleTraders, population.persons]) {
      for (let index = from; index < to; index++) {
        if (!book.random.chance(this.share)) continue;
        const payee = population.profile(index);
        book.post(payee, 'in', {
          amount: Math.max(1, Math.round(payee.yearlyIncome * 0.00008 * book.random.float())),
          currency: 'CNY',
          method: 'other',
          channel: 'other',
          category: 'interest',
          purpose: '结息',
        });
        if (book.full) yield;
      }
    }
  }

  /** Term deposits that mature and are rolled over, principal and interest, under the same name. */
  private renewals(book: DayBook): void {
    const { population } = this.bank;
    const { from, to } = population.persons;
    const due = Math.ceil(((to - from) * this.share) / 700);
    for (let n = 0; n < due; n++) {
      const holder = population.profile(from + book.random.int(to - from));
      const term = holder.accounts.find((one) => one.type === ACCOUNT_TYPE.personalTerm);
      if (term) renew(book, holder.index, book.random.between(2, 30) * 1_000_000);
    }
  }
}

/** A maturing deposit of `amount` fen: out of the term account and into it again, both sides the same customer. */
export function renew(book: DayBook, index: number, amount: number): void {
  const holder = book.bank.population.profile(index);
  const second = 8 * 3600 + book.random.int(3600);
  book.pay(holder, holder, {
    amount,
    currency: 'CNY',
    method: 'transfer',
    channel: 'other',
    category: 'term-deposit-renewal',
    purpose: '定期存款到期转存',
    product: 'term-deposit',
    accountType: ACCOUNT_TYPE.personalTerm,
    second,
  });
}
