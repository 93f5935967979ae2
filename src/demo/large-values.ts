/** Days on which an ordinary customer crosses a large-value limit, and large payments that the law exempts. */
import type { Bank } from './bank.js';
import type { DayBook } from './day-book.js';
import { EXEMPT } from './large-value-exempt.js';
import { Population, CUSTOMERS_PER_SET, type Range } from './population.js';
import type { Profile } from './profile.js';
import { Random, STREAM, Weighted } from './random.js';

/** Large-value events a working day for every 2,000 customers. */
const EVENTS_PER_SET = 4;
/** From so many working days on, an exempt payment comes every second one. */
const LONG_HISTORY = 40;
const YUAN = 100;

type Event = (book: DayBook) => void;

const from = (book: DayBook, range: Range): Profile =>
  book.bank.population.profile(range.from + book.random.int(range.to - range.from));
const person = (book: DayBook): Profile => from(book, book.bank.population.persons);
const firm = (book: DayBook): Profile => from(book, book.bank.population.organisations);
const trader = (book: DayBook): Profile => from(book, book.bank.population.soleTraders);

function holderOfDollars(book: DayBook, range: Range, is: (index: number) => boolean): Profile {
  let index = range.from + book.random.int(range.to - range.from);
  while (!is(index)) index = index + 1 < range.to ? index + 1 : range.from;
  return book.bank.population.profile(index);
}

/** Thousands of yuan from low to high, as fen. */
const thousands = (book: DayBook, low: number, high: number): number =>
  book.random.between(low, high) * 1000 * YUAN;

const cash = (purpose: string) =>
  ({ currency: 'CNY', method: 'cash', channel: 'counter', cashPurpose: purpose }) as const;

function cashAtOnce(book: DayBook): void {
  const who = book.random.chance(0.5) ? trader(book) : person(book);
  book.post(who, book.random.chance(0.6) ? 'in' : 'out', {
    ...cash(who.kind === 'individual' ? '购房装修' : '营业收入'),
    amount: thousands(book, 50, 130),
    branch: who.branch,
  });
}

function cashInParts(book: DayBook): void {
  const who = trader(book);
  const parts = book.random.between(2, 3);
  for (let n = 0; n < parts; n++) {
    book.post(who, 'in', { ...cash('营业收入'), amount: thousands(book, 26, 44), branch: who.branch });
  }
}

function dollarsInCash(book: DayBook): void {
  const who = holderOfDollars(book, book.bank.population.persons, Population.personHasDollars);
  book.post(who, book.random.chance(0.4) ? 'in' : 'out', {
    ...cash('境外旅行'),
    currency: 'USD',
    amount: book.random.between(100, 160) * 100 * 100,
  });
}

const payment = (purpose: string) =>
  ({ currency: 'CNY', method: 'transfer', channel: 'online', purpose }) as const;

function firmPaysAtOnce(book: DayBook): void {
  const payer = firm(book);
  const inside = book.random.chance(0.2);
  const payee = inside ? firm(book) : book.bank.externals.firm(book.random);
  if (payee === payer) return;
  const terms = { ...payment('工程进度款'), amount: thousands(book, 2000, 6500) };
  if (!inside && book.random.chance(0.4)) book.pay(payee, payer, terms);
  else book.pay(payer, payee, terms);
}

function firmPaysInParts(book: DayBook): void {
  const payer = firm(book);
  for (let n = 0; n < 3; n++) {
    book.pay(payer, book.bank.externals.firm(book.random), {
      ...payment('货款'),
      amount: thousands(book, 690, 1400),
    });
  }
}

function firmTradesLarge(book: DayBook): void {
  const who = holderOfDollars(book, book.bank.population.organisations, Population.firmTradesAbroad);
  const partner = book.bank.externals.foreignFirm(book.random);
  const sells = book.random.chance(0.6);
  book.pay(sells ? partner : who, sells ? who : partner, {
    ...payment(sells ? '出口货款' : '进口货款'),
    amount: book.random.between(200, 640) * 1000 * 100,
    currency: 'USD',
    crossBorder: true,
    country: partner.body.country as string,
  });
}

function personPaysAtOnce(book: DayBook): void {
  const who = person(book);
  const receives = book.random.chance(0.4);
  const other = receives ? book.bank.externals.person(book.random) : book.bank.externals.firm(book.random);
  const terms = { ...payment(receives ? '售房款' : '购房款'), amount: thousands(book, 500, 1900) };
  if (receives) book.pay(other, who, terms);
  else book.pay(who, other, terms);
}

function personPaysInParts(book: DayBook): void {
  const who = person(book);
  for (let n = 0; n < 2; n++) {
    book.pay(who, book.bank.externals.firm(book.random), {
      ...payment('购车款'),
      amount: thousands(book, 255, 420),
    });
  }
}

function personPaysDollarsHere(book: DayBook): void {
  const who = holderOfDollars(book, book.bank.population.persons, Population.personHasDollars);
  book.pay(who, book.bank.externals.person(book.random), {
    ...payment('外汇转账'),
    amount: book.random.between(100, 150) * 1000 * 100,
    currency: 'USD',
  });
}

function personAbroad(book: DayBook): void {
  const inYuan = book.random.chance(0.4);
  const who = inYuan
    ? person(book)
    : holderOfDollars(book, book.bank.population.persons, Population.personHasDollars);
  const other = book.bank.externals.foreignFirm(book.random);
  const terms = {
    ...payment('赡家款'),
    currency: inYuan ? 'CNY' : 'USD',
    amount: inYuan ? thousands(book, 200, 460) : book.random.between(100, 290) * 100 * 100,
    crossBorder: true,
    country: other.body.country as string,
  } as const;
  if (book.random.chance(0.6)) book.pay(other, who, terms);
  else book.pay(who, other, { ...terms, purpose: '留学费用' });
}

const events = new Weighted<Event>([
  [cashAtOnce, 20],
  [cashInParts, 12],
  [dollarsInCash, 6],
  [firmPaysAtOnce, 18],
  [firmPaysInParts, 8],
  [firmTradesLarge, 8],
  [personPaysAtOnce, 14],
  [personPaysInParts, 5],
  [personPaysDollarsHere, 3],
  [personAbroad, 8],
]);

export class LargeValues {
  private workingDay = 0;
  private nextItem = 0;
  private readonly perDay: number;
  private readonly exemptEvery: number;

  constructor(private readonly bank: Bank) {
    const { parameters, history } = bank;
    this.perDay = (EVENTS_PER_SET * parameters.customers) / CUSTOMERS_PER_SET;
    this.exemptEvery = history.working.length >= LONG_HISTORY ? 2 : 1;
  }

  run(book: DayBook): void {
    const random = new Random(this.bank.parameters.seed, STREAM.largeValue, book.day);
    const count = Math.floor(this.perDay * (0.6 + random.float() * 0.8) + random.float());
    for (let n = 0; n < count; n++) events.draw(random)(book);
    if (this.workingDay++ % this.exemptEvery === 0) {
      (EXEMPT[this.nextItem++ % EXEMPT.length] as Event)(book);
    }
  }
}
