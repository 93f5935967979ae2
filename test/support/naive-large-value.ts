/*
 * A second reading of the large-value rules, for the tests alone: over plain transactions in memory, one customer day
 * after the other, with whole numbers for money. It follows the Reporting Measures (art. 5 to 7: one-sided sums per
 * customer, natural day, class and currency side, the limit included, exemptions left out) and interprets the rule
 * files as they are; it shares no code with the compiler, the SQL or the ledger.
 */

export interface NaiveCustomer {
  number: string;
  kind: 'individual' | 'organisation' | 'sole-trader';
  publicBody: boolean;
}

export interface NaiveTransaction {
  reference: string;
  customerNumber: string;
  bookedAt: string;
  direction: 'in' | 'out';
  amount: string;
  currency: string;
  method: string;
  channel: string;
  outcome?: string;
  category?: string;
  /** Reference of what it takes back. */
  reverses?: string;
  crossBorder?: boolean;
  country?: string;
  cashPurpose?: string;
  counterparty?: { country?: string; customerNumber?: string; publicBody?: boolean };
}

/** US dollars for one unit of a currency in a month `YYYY-MM`. */
export type DollarRate = (currency: string, month: string) => string | undefined;

type Condition = {
  all?: Condition[];
  any?: Condition[];
  not?: Condition;
  field?: string;
  equals?: string | boolean;
  in?: (string | boolean)[];
};

/** A rule file, as far as it is read here. */
export interface RuleFile {
  id: string;
  effective: { from: string; to?: string };
  covers: Condition;
  parameters: Record<string, { values: { from: string; value: string }[] }>;
  measures: Record<string, { sum: string; where?: Condition }>;
  condition: { any: { measure: string; atLeast: { parameter: string } }[] };
  exemptions?: string;
}
export interface ExemptionFile {
  items: { item: number; when: Condition }[];
}

export interface NaiveAlert {
  rule: string;
  customer: string;
  day: string;
  direction: string;
  measures: Record<string, { sum: string; limit: string; count: number; crossed: boolean }>;
  /** Reference, measure, and what of it counted. */
  evidence: [string, string, string][];
}

/** Money as a whole number of 10^-14: four decimals of an amount and ten of a rate. */
const SCALE = 14;

function scaled(text: string, digits: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  if (fraction.length > digits) throw new Error(`${text} has more than ${digits} decimals`);
  return BigInt(whole + fraction.padEnd(digits, '0'));
}

/** Without trailing zeros, but with at least so many decimals. */
function decimal(value: bigint, least: number): string {
  const digits = value.toString().padStart(SCALE + 1, '0');
  const fraction = digits.slice(-SCALE).replace(/0+$/, '').padEnd(least, '0');
  return fraction === '' ? digits.slice(0, -SCALE) : `${digits.slice(0, -SCALE)}.${fraction}`;
}

/** The natural day in China, which has had one zone and no summer time since 1992. */
export function chineseDay(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
}

type Fact = (name: string) => string | boolean;

function holds(condition: Condition, fact: Fact): boolean {
  if (condition.all) return !condition.all.some((part) => !holds(part, fact));
  if (condition.any) return condition.any.some((part) => holds(part, fact));
  if (condition.not) return !holds(condition.not, fact);
  const value = fact(condition.field!);
  return condition.in ? condition.in.includes(value) : value === condition.equals;
}

function factsOf(t: NaiveTransaction, customer: NaiveCustomer, replaces: boolean): Fact {
  const abroad = t.counterparty?.country ?? t.country ?? 'CHN';
  const facts: Record<string, string | boolean> = {
    method: t.method,
    channel: t.channel,
    outcome: t.outcome ?? 'completed',
    category: t.category ?? 'normal',
    currency: t.currency,
    replaces,
    cash: t.method === 'cash' || (t.method === 'exchange' && t.cashPurpose !== undefined),
    crossBorder: t.crossBorder ?? abroad !== 'CHN',
    'counterparty.publicBody': t.counterparty?.publicBody === true,
    'counterparty.sameCustomer': t.counterparty?.customerNumber === t.customerNumber,
    'customer.kind': customer.kind,
    'customer.publicBody': customer.publicBody,
  };
  return (name) => {
    const value = facts[name];
    if (value === undefined) throw new Error(`the language has no field ${name}`);
    return value;
  };
}

interface Counting {
  t: NaiveTransaction;
  fact: Fact;
  day: string;
  net: bigint;
}

/** What is left of each transaction once all that was taken back is taken back; what only takes back is not there. */
function remaining(
  transactions: readonly NaiveTransaction[],
  customers: ReadonlyMap<string, NaiveCustomer>,
): Counting[] {
  const byReference = new Map(transactions.map((t) => [t.reference, t]));
  const net = new Map(transactions.map((t) => [t.reference, scaled(t.amount, 4)]));
  const counting: Counting[] = [];
  for (const t of transactions) {
    const target = t.reverses === undefined ? undefined : byReference.get(t.reverses)!;
    const replaces = target !== undefined && t.category === 'correction' && t.direction === target.direction;
    if (target && replaces) net.set(target.reference, 0n);
    else if (target) net.set(target.reference, net.get(target.reference)! - scaled(t.amount, 4));
    if (target && !replaces) continue;
    const fact = factsOf(t, customers.get(t.customerNumber)!, replaces);
    counting.push({ t, fact, day: chineseDay(t.bookedAt), net: 0n });
  }
  return counting
    .map((entry) => ({ ...entry, net: net.get(entry.t.reference)! }))
    .filter((entry) => entry.net > 0n);
}

/** What a transaction adds to a measure; nothing while its rate is missing. */
function termOf({ t, day, net }: Counting, sum: string, dollars: DollarRate): bigint | undefined {
  if (sum === 'amount') return net * 10n ** 10n;
  if (sum !== 'amountInUsd') throw new Error(`the tests know no sum ${sum}`);
  const rate = t.currency === 'USD' ? '1' : dollars(t.currency, day.slice(0, 7));
  return rate === undefined ? undefined : net * scaled(rate, 10);
}

/**
 * The alerts that must stand when all is in.
 * @param transactions what was accepted; order means nothing
 * @param lapsed references whose exemption has ended
 */
export function naiveAlerts(world: {
  customers: readonly NaiveCustomer[];
  transactions: readonly NaiveTransaction[];
  dollars: DollarRate;
  lapsed?: ReadonlySet<string>;
  rules: readonly RuleFile[];
  exemptions: ExemptionFile;
}): NaiveAlert[] {
  const customers = new Map(world.customers.map((customer) => [customer.number, customer]));
  const all = remaining(world.transactions, customers);
  const alerts: NaiveAlert[] = [];
  const days = new Set(all.map(({ day }) => day));
  for (const { number } of world.customers)
    for (const day of days)
      for (const direction of ['in', 'out'])
        for (const rule of world.rules) {
          const alert = ofDay(rule, world, day, direction, all, number);
          if (alert) alerts.push(alert);
        }
  return alerts;
}

function ofDay(
  rule: RuleFile,
  world: Parameters<typeof naiveAlerts>[0],
  day: string,
  direction: string,
  all: readonly Counting[],
  number: string,
): NaiveAlert | undefined {
  if (day < rule.effective.from || (rule.effective.to !== undefined && day >= rule.effective.to))
    return undefined;
  const counted = all.filter(({ t, fact, day: own }) => {
    if (t.customerNumber !== number || own !== day || t.direction !== direction) return false;
    if (!holds(rule.covers, fact)) return false;
    const exempt =
      rule.exemptions !== undefined && world.exemptions.items.some(({ when }) => holds(when, fact));
    return !exempt || world.lapsed?.has(t.reference) === true;
  });
  const measures: NaiveAlert['measures'] = {};
  const evidence: NaiveAlert['evidence'] = [];
  for (const { measure, atLeast } of rule.condition.any) {
    const { sum, where } = rule.measures[measure]!;
    const terms = counted.flatMap((entry) => {
      const term = !where || holds(where, entry.fact) ? termOf(entry, sum, world.dollars) : undefined;
      return term === undefined ? [] : [{ reference: entry.t.reference, term }];
    });
    const limit = limitOn(rule.parameters[atLeast.parameter]!.values, day);
    if (terms.length === 0 || limit === undefined) continue;
    const total = terms.reduce((left, { term }) => left + term, 0n);
    const crossed = total >= scaled(limit, SCALE);
    measures[measure] = {
      sum: decimal(total, 2),
      limit: decimal(scaled(limit, SCALE), 2),
      count: terms.length,
      crossed,
    };
    if (crossed)
      for (const { reference, term } of terms) evidence.push([reference, measure, decimal(term, 0)]);
  }
  if (!Object.values(measures).some(({ crossed }) => crossed)) return undefined;
  return { rule: rule.id, customer: number, day, direction, measures, evidence: evidence.sort() };
}

/** The value in force on a day: the latest that has begun. */
function limitOn(values: readonly { from: string; value: string }[], day: string): string | undefined {
  return values
    .filter(({ from }) => from <= day)
    .sort((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1)?.value;
}
