/** What people and firms do when they feel like it: one function for each kind of errand, drawn by weight. */
import type { Currency } from '../types.js';
import type { DayBook } from '../day-book.js';
import type { External } from '../external.js';
import { Population, type Range } from '../population.js';
import type { Profile } from '../profile.js';
import { booking, type Party } from '../movement.js';
import { drawAmount, MINOR_DIGITS, ROUGH_CNY } from '../money.js';
import { Weighted } from '../random.js';
import { chinesePassport, residentId } from '../identity-numbers.js';
import { chineseName } from '../names/person-names.js';

export type Errand = (book: DayBook) => void;

const YUAN = 100;
/** Takings are usually well below the cash limit; few shops come near it in a day. */
const TAKINGS_CAP = 16_000;
const BIG_TAKINGS_SHARE = 0.02;
const BIG_TAKINGS = { from: 40_000, to: 49_500 } as const;

function someone(book: DayBook, range: Range, skew: number): Profile {
  return book.bank.population.profile(range.from + book.random.skewed(range.to - range.from, skew));
}
const person = (book: DayBook): Profile => someone(book, book.bank.population.persons, 2);
const firm = (book: DayBook): Profile => someone(book, book.bank.population.organisations, 1.8);
const trader = (book: DayBook): Profile => someone(book, book.bank.population.soleTraders, 1.8);

/** One whose index satisfies a property, looked for from a random place on. */
function someoneWho(book: DayBook, range: Range, is: (index: number) => boolean): Profile {
  let index = range.from + book.random.skewed(range.to - range.from, 1.8);
  while (!is(index)) index = index + 1 < range.to ? index + 1 : range.from;
  return book.bank.population.profile(index);
}
const personWithDollars = (book: DayBook): Profile =>
  someoneWho(book, book.bank.population.persons, Population.personHasDollars);
const firmAbroad = (book: DayBook): Profile =>
  someoneWho(book, book.bank.population.organisations, Population.firmTradesAbroad);

function merchant(book: DayBook): Party {
  const at = book.random.float();
  if (at < 0.1) return book.bank.institution('platform');
  if (at < 0.17) return book.bank.institution('supermarket');
  if (at < 0.55) return trader(book);
  return book.bank.externals.merchant(book.random);
}

function shopping(book: DayBook): void {
  const { random } = book;
  const pos = random.chance(0.35);
  const buyer = person(book);
  book.pay(buyer, merchant(book), {
    amount: drawAmount(random, pos ? 90 : 35, 1, 5_000, random.chance(0.5) ? 100 : 10),
    currency: 'CNY',
    method: pos ? 'card' : 'transfer',
    channel: pos ? 'pos' : 'mobile',
    product: 'merchant-acquiring',
    ...(random.chance(0.015) ? { outcome: 'declined' as const } : {}),
    ...(pos ? {} : { device: { id: buyer.device } }),
  });
}

const FAMILY_PURPOSES = ['生活费', '还款', '家用', '红包', '房租分摊', '转账', '代付'];

function betweenPersons(book: DayBook): void {
  const { random } = book;
  const payer = person(book);
  let payee: Party = random.chance(0.4) ? person(book) : book.bank.externals.person(random);
  if (payee === payer) payee = book.bank.externals.person(random);
  const incoming = random.chance(0.35);
  const other = incoming && !('customerNumber' in payee) ? payer : payee;
  book.pay(other === payer ? payee : payer, other, {
    amount: drawAmount(random, 600, 1.2, 30_000, random.chance(0.7) ? 5_000 : 100),
    currency: 'CNY',
    method: 'transfer',
    channel: random.chance(0.85) ? 'mobile' : 'online',
    purpose: random.pick(FAMILY_PURPOSES),
    device: { id: payer.device },
  });
}

function withdrawal(book: DayBook): void {
  book.post(person(book), 'out', {
    amount: drawAmount(book.random, 1_200, 0.8, 10_000, 100 * YUAN),
    currency: 'CNY',
    method: 'cash',
    channel: book.random.chance(0.8) ? 'atm' : 'counter',
    cashPurpose: '生活消费',
  });
}

function deposit(book: DayBook): void {
  const { random } = book;
  const customer = person(book);
  const byAgent = random.chance(0.05);
  book.post(customer, 'in', {
    amount: drawAmount(random, 3_000, 0.8, 15_000, 100 * YUAN),
    currency: 'CNY',
    method: 'cash',
    channel: byAgent ? 'counter' : random.pick(['counter', 'atm'] as const),
    cashPurpose: '个人储蓄',
    branch: customer.branch,
    ...(byAgent ? { conductor: passerBy(book) } : {}),
  });
}

function takings(book: DayBook): void {
  const { random } = book;
  const shop = trader(book);
  const amount = random.chance(BIG_TAKINGS_SHARE)
    ? random.between(BIG_TAKINGS.from / 100, BIG_TAKINGS.to / 100) * 100 * YUAN
    : drawAmount(random, 3_500, 0.8, TAKINGS_CAP, 100 * YUAN);
  book.post(shop, 'in', {
    amount,
    currency: 'CNY',
    method: 'cash',
    channel: 'counter',
    cashPurpose: '营业收入',
    branch: shop.branch,
  });
}

const FIRM_PURPOSES = ['货款', '服务费', '运输费', '材料款', '加工费', '工程款', '设备款', '咨询费'];

function betweenFirms(book: DayBook): void {
  const { random } = book;
  const payer = firm(book);
  const payee: Party = random.chance(0.35) ? firm(book) : book.bank.externals.firm(random);
  if (payee === payer) return;
  const incoming = !('customerNumber' in payee) && random.chance(0.45);
  book.pay(incoming ? payee : payer, incoming ? payer : payee, {
    amount: drawAmount(random, 18_000, 1.1, 350_000, random.chance(0.4) ? 100 * YUAN : 1),
    currency: 'CNY',
    method: random.chance(0.03) ? 'cheque' : 'transfer',
    channel: random.chance(0.85) ? 'online' : 'counter',
    purpose: random.pick(FIRM_PURPOSES),
  });
}

function stocking(book: DayBook): void {
  const { random } = book;
  const shop = trader(book);
  const supplier: Party = random.chance(0.4) ? firm(book) : book.bank.externals.firm(random);
  book.pay(shop, supplier, {
    amount: drawAmount(random, 3_500, 0.9, 60_000, 100),
    currency: 'CNY',
    method: 'transfer',
    channel: 'mobile',
    purpose: '进货款',
    device: { id: shop.device },
  });
}

function fee(book: DayBook): void {
  book.post(book.random.chance(0.6) ? firm(book) : person(book), 'out', {
    amount: book.random.pick([200, 300, 500, 1000, 2000, 5000]),
    currency: 'CNY',
    method: 'other',
    channel: 'other',
    category: 'fee',
    purpose: '手续费',
  });
}

/** Buying or selling dollars: the yuan leg and the dollar leg belong to the same customer. */
function conversion(book: DayBook): void {
  const { random } = book;
  const customer = personWithDollars(book);
  const dollars = drawAmount(random, 800, 0.7, 4_000, 100 * 100);
  const yuan = Math.round(dollars * ROUGH_CNY.USD);
  const buys = random.chance(0.6);
  const second = 9 * 3600 + random.int(8 * 3600);
  const common = { method: 'exchange', channel: 'mobile', product: 'fx-settlement', second } as const;
  book.post(customer, buys ? 'out' : 'in', { ...common, amount: yuan, currency: 'CNY' });
  book.post(customer, buys ? 'in' : 'out', { ...common, amount: dollars, currency: 'USD' });
}

function trade(book: DayBook): void {
  const { random } = book;
  const customer = firmAbroad(book);
  const partner: External = book.bank.externals.foreignFirm(random);
  const account = random.pick(customer.accounts.slice(1));
  const currency: Currency = account.currency;
  const yuan = Math.min(700_000, random.logNormal(110_000, 0.9));
  const amount = Math.max(1, Math.round((yuan / ROUGH_CNY[currency]) * 10 ** MINOR_DIGITS[currency]));
  const sells = random.chance(0.6);
  book.pay(sells ? partner : customer, sells ? customer : partner, {
    amount,
    currency,
    method: 'transfer',
    channel: random.chance(0.7) ? 'online' : 'counter',
    crossBorder: true,
    country: partner.body.country as string,
    purpose: sells ? '出口货款' : '进口货款',
  });
}

function personAbroad(book: DayBook): void {
  const { random } = book;
  const customer = personWithDollars(book);
  const other = book.bank.externals.foreignFirm(random);
  const sends = random.chance(0.6);
  book.pay(sends ? customer : other, sends ? other : customer, {
    amount: drawAmount(random, 1_500, 0.6, 4_500, 100),
    currency: 'USD',
    method: 'transfer',
    channel: 'online',
    crossBorder: true,
    country: other.body.country as string,
    purpose: sends ? '留学费用' : '劳务报酬',
  });
}

/** A payment that was tried and did not happen. */
function failedAttempt(book: DayBook): void {
  const { random } = book;
  book.pay(person(book), book.bank.externals.person(random), {
    amount: drawAmount(random, 900, 1.2, 40_000, 100),
    currency: 'CNY',
    method: 'transfer',
    channel: 'mobile',
    outcome: random.chance(0.6) ? 'attempted' : 'declined',
  });
}

function passerBy(book: DayBook): NonNullable<Parameters<typeof booking>[1]['conductor']> {
  const { random } = book;
  const gender = random.chance(0.5) ? 'male' : 'female';
  const birth = book.bank.history.first - random.between(20 * 365, 70 * 365);
  const abroad = random.chance(0.05);
  return {
    name: chineseName(gender, 1970 + Math.floor(birth / 365.25), random),
    nationality: 'CHN',
    gender,
    documents: [
      abroad
        ? { type: 'passport', number: chinesePassport(random) }
        : { type: 'resident-id', number: residentId('3301', birth, gender, random) },
    ],
  };
}

/** Somebody without an account here hands in cash to be remitted. */
function walkIn(book: DayBook): void {
  const { random, bank } = book;
  const borrowed = bank.population.profile(bank.population.persons.from);
  const body = booking(
    book.reference(),
    {
      day: book.day,
      second: 9 * 3600 + random.int(8 * 3600),
      amount: drawAmount(random, 1_500, 0.7, 9_000, 100 * YUAN),
      currency: 'CNY',
      method: 'cash',
      channel: 'counter',
      cashPurpose: '现金汇款',
      conductor: passerBy(book),
      branch: borrowed.branch,
    },
    borrowed,
    'in',
    bank.externals.person(random),
  );
  delete body.customerNumber;
  delete body.accountNumber;
  book.add(body);
}

/** The city pays for works, goods and grants. */
function publicPayment(book: DayBook): void {
  const { random, bank } = book;
  const bureau = bank.institution('finance-bureau');
  const grant = random.chance(0.5);
  book.pay(bureau, grant ? person(book) : random.chance(0.3) ? bank.institution('hospital') : firm(book), {
    amount: drawAmount(random, grant ? 1_800 : 45_000, 0.7, grant ? 8_000 : 240_000, 100),
    currency: 'CNY',
    method: 'transfer',
    channel: 'online',
    purpose: grant ? '财政补贴' : '财政拨款',
  });
}

type Table = readonly (readonly [Errand, number])[];
const EVERY_DAY: Table = [
  [shopping, 520],
  [betweenPersons, 120],
  [withdrawal, 45],
  [failedAttempt, 10],
];
const WORKING_DAYS: Table = [
  ...EVERY_DAY,
  [deposit, 16],
  [takings, 45],
  [betweenFirms, 120],
  [stocking, 40],
  [fee, 14],
  [conversion, 4],
  [trade, 12],
  [personAbroad, 4],
  [walkIn, 2],
  [publicPayment, 3],
];

export const workingDayErrands = new Weighted<Errand>(WORKING_DAYS);
export const freeDayErrands = new Weighted<Errand>(EVERY_DAY);
