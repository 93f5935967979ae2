/** Large payments that art. 7 of the Reporting Measures exempts, one function for each of its ten items in order. */
import type { DayBook } from './day-book.js';
import { domestic } from './external.js';
import { Population } from './population.js';
import { ACCOUNT_TYPE, type Profile } from './profile.js';
import { renew } from './life/standing.js';

const YUAN = 100;
const MILLION = 1_000_000 * YUAN;

/** The next person from a random place on whose profile has the property; undefined when nobody nearby has. */
function personWho(book: DayBook, is: (profile: Profile) => boolean): Profile | undefined {
  const { population } = book.bank;
  const { from, to } = population.persons;
  let index = from + book.random.int(to - from);
  for (let tried = 0; tried < 200; tried++) {
    const profile = population.profile(index);
    if (is(profile)) return profile;
    index = index + 1 < to ? index + 1 : from;
  }
  return undefined;
}

const firm = (book: DayBook): Profile => {
  const { from, to } = book.bank.population.organisations;
  return book.bank.population.profile(from + book.random.int(to - from));
};
const online = (purpose: string) =>
  ({ currency: 'CNY', method: 'transfer', channel: 'online', purpose }) as const;

/** Item 1: a term deposit renewed under the same name. */
function renewal(book: DayBook): void {
  const holder = personWho(book, (one) =>
    one.accounts.some(({ type }) => type === ACCOUNT_TYPE.personalTerm),
  );
  if (holder) renew(book, holder.index, book.random.between(6, 15) * 100_000 * YUAN);
}

/** Item 2: a person changes one foreign currency into another. */
function foreignExchangeTrading(book: DayBook): void {
  const who = personWho(book, (one) => Population.personHasDollars(one.index));
  if (!who) return;
  const second = 10 * 3600 + book.random.int(6 * 3600);
  const amount = book.random.between(100, 130) * 1000 * 100;
  const common = {
    amount,
    currency: 'USD',
    method: 'transfer',
    channel: 'online',
    category: 'fx-trading',
    second,
  } as const;
  book.post(who, 'out', { ...common, purpose: '个人实盘外汇买卖：美元换欧元', product: 'fx-trading' });
  book.post(who, 'in', {
    ...common,
    purpose: '个人实盘外汇买卖：欧元换美元',
    product: 'fx-trading',
    second: second + 1800,
  });
}

/** Item 3: one side is a public body; its subordinate hospital, paid next, is none and stays reportable. */
function publicBody(book: DayBook): void {
  const bureau = book.bank.institution('finance-bureau');
  book.pay(bureau, firm(book), { ...online('财政专项资金'), amount: 3 * MILLION });
  const supplier = book.bank.externals.firm(book.random);
  book.pay(book.bank.institution('hospital'), supplier, { ...online('药品采购款'), amount: 3 * MILLION });
}

/** Item 4: lending between banks and bonds of the inter-bank market, by turns. */
function interbank(book: DayBook): void {
  const lends = book.random.chance(0.5);
  const other = domestic('望岳银行', 'organisation', book.random);
  book.pay(book.bank.institution(lends ? 'finance-company' : 'rural-bank'), other, {
    ...online(lends ? '同业拆借' : '银行间债券结算'),
    amount: book.random.between(10, 50) * MILLION,
    category: lends ? 'interbank-lending' : 'interbank-bond',
  });
}

/** Item 5: gold on the exchange, dealt in by a financial institution. */
function gold(book: DayBook): void {
  const exchange = domestic('黄金交易结算专户', 'organisation', book.random);
  book.pay(book.bank.institution('gold-dealer'), exchange, {
    ...online('黄金交易结算'),
    amount: book.random.between(4, 12) * MILLION,
    category: 'gold-exchange',
  });
}

/** Item 6: the bank moves its own funds between its own accounts. */
function internal(book: DayBook): void {
  const clearing = book.bank.institution('clearing');
  book.pay(clearing, clearing, {
    ...online('内部资金调拨'),
    amount: book.random.between(10, 80) * MILLION,
    category: 'internal-allocation',
  });
}

/** Items 7 and 8: loans of international organisations handed on, and swaps of debt under them. */
const international =
  (category: 'international-loan-onlending' | 'international-loan-swap') =>
  (book: DayBook): void => {
    const lender = domestic('云汀市国际金融组织贷款转贷专户', 'organisation', book.random);
    const borrower = book.bank.institution('infrastructure');
    const handedOn = category === 'international-loan-onlending';
    book.pay(handedOn ? lender : borrower, handedOn ? borrower : lender, {
      ...online(handedOn ? '国际金融组织贷款转贷' : '国际金融组织贷款项下债务掉期'),
      amount: book.random.between(5, 20) * MILLION,
      category,
    });
  };

/** Item 9: tax, a booking put right, or interest, by turns. */
function taxOrInterest(book: DayBook): void {
  const who = book.bank.institution(book.random.pick(['manufacturer', 'platform', 'power']));
  const amount = book.random.between(21, 40) * 100_000 * YUAN;
  if (book.random.chance(0.5)) {
    const treasury = domestic('国家金库云汀市支库', 'organisation', book.random);
    book.pay(who, treasury, { ...online('企业所得税'), amount, category: 'tax' });
  } else {
    book.post(who, 'in', {
      ...online('协定存款结息'),
      channel: 'other',
      method: 'other',
      amount,
      category: 'interest',
    });
  }
}

/** Item 10: other cases the People's Bank has named. */
function other(book: DayBook): void {
  const pool = domestic('住房公积金归集专户', 'organisation', book.random);
  book.pay(book.bank.institution('university'), pool, {
    ...online('住房公积金汇缴'),
    amount: book.random.between(21, 30) * 100_000 * YUAN,
    category: 'other-exempt',
  });
}

export const EXEMPT: readonly ((book: DayBook) => void)[] = [
  renewal,
  foreignExchangeTrading,
  publicBody,
  interbank,
  gold,
  internal,
  international('international-loan-onlending'),
  international('international-loan-swap'),
  taxOrInterest,
  other,
];
