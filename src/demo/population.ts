/**
 * Who banks here. Every customer is a function of seed and index, so that any number of them needs no memory but
 * a cache. Indexes run organisations, sole traders, persons; inside each part the first places are kept for the
 * institutions and for the cast of the planted patterns, whom everyday life never touches.
 */
import { Random, STREAM } from './random.js';
import { dayNumber } from './days.js';
import { DEMO_BRANCHES } from './branches.js';
import { INSTITUTIONS } from './institutions.js';
import { drawPlace } from './places.js';
import { chineseName, foreignName, FOREIGN_COUNTRIES } from './names/person-names.js';
import { drawFirmIndustry, drawTraderIndustry, firmName, traderName } from './names/organisation-names.js';
import { ACCOUNT_TYPE, type Profile, type ProfileAccount, type ProfileOverride } from './profile.js';
import type { Currency, DemoParameters } from './types.js';

const ORGANISATION_SHARE = 0.15;
const SOLE_TRADER_SHARE = 0.1;
const CACHE_SIZE = 1 << 15;
const YUAN = 100;
const ADULT = 19;
/** The demo bank opened its doors on this day. */
const OLDEST = dayNumber('2006-01-04');

/** Places kept for one set of planted patterns. */
export const CAST_PER_SET = { person: 200, organisation: 40, soleTrader: 4 } as const;
export const CUSTOMERS_PER_SET = 2000;
const MOST_SETS = 20;
export const FEWEST_CUSTOMERS = 200;

const OCCUPATIONS = [
  '20200',
  '20600',
  '20800',
  '20500',
  '30100',
  '40100',
  '40200',
  '40300',
  '62900',
  '63100',
  '50100',
];
const NONE_OR_RETIRED = '99999';

export interface Range {
  from: number;
  to: number;
}

export class Population {
  readonly size: number;
  readonly sets: number;
  readonly organisations: Range;
  readonly soleTraders: Range;
  readonly persons: Range;
  readonly cast: { person: Range; organisation: Range; soleTrader: Range };
  readonly firstDay: number;
  private readonly overrides = new Map<number, ProfileOverride>();
  private readonly cache: (Profile | undefined)[] = new Array<undefined>(CACHE_SIZE);
  private readonly step: number;

  constructor(readonly parameters: DemoParameters) {
    const n = parameters.customers;
    if (!Number.isInteger(n) || n < FEWEST_CUSTOMERS) {
      throw new RangeError(`a demo bank has at least ${FEWEST_CUSTOMERS} customers`);
    }
    this.size = n;
    this.sets = Math.max(1, Math.min(MOST_SETS, Math.floor(n / CUSTOMERS_PER_SET)));
    this.firstDay = dayNumber(parameters.until) - parameters.days + 1;
    const organisations = Math.round(n * ORGANISATION_SHARE);
    const traders = organisations + Math.round(n * SOLE_TRADER_SHARE);
    const kept = (from: number, to: number, wanted: number): Range => ({
      from,
      to: from + Math.min(wanted * this.sets, Math.floor((to - from) * 0.4)),
    });
    const first = Math.min(INSTITUTIONS.length, organisations - 5);
    this.cast = {
      organisation: kept(first, organisations, CAST_PER_SET.organisation),
      soleTrader: kept(organisations, traders, CAST_PER_SET.soleTrader),
      person: kept(traders, n, CAST_PER_SET.person),
    };
    this.organisations = { from: this.cast.organisation.to, to: organisations };
    this.soleTraders = { from: this.cast.soleTrader.to, to: traders };
    this.persons = { from: this.cast.person.to, to: n };
    let step = Math.floor(n * 0.618) | 1;
    while (gcd(step, n) !== 1) step += 1;
    this.step = step;
  }

  /** Customer numbers run in an order of their own, so that neither kind nor cast shows in them. */
  private number(index: number): string {
    return `1${String((index * this.step + 7) % this.size).padStart(9, '0')}`;
  }

  override(index: number, override: ProfileOverride): void {
    this.overrides.set(index, override);
    this.cache[index & (CACHE_SIZE - 1)] = undefined;
  }

  overrideOf(index: number): ProfileOverride | undefined {
    return this.overrides.get(index);
  }

  profile(index: number): Profile {
    const slot = index & (CACHE_SIZE - 1);
    const cached = this.cache[slot];
    if (cached !== undefined && cached.index === index) return cached;
    const made = this.make(index);
    this.cache[slot] = made;
    return made;
  }

  /** A person has an account in dollars too, decided by index alone so that one can be found without looking. */
  static personHasDollars = (index: number): boolean => index % 7 === 3;
  /** A firm trades abroad. */
  static firmTradesAbroad = (index: number): boolean => index % 4 === 1;

  private make(index: number): Profile {
    const override = this.overrides.get(index) ?? {};
    const profile =
      index < this.cast.organisation.from
        ? this.institution(index)
        : index < this.organisations.to
          ? this.organisation(index)
          : index < this.soleTraders.to
            ? this.soleTrader(index)
            : this.person(index, override);
    const { extraAccounts, registeredCapital: _capital, natureOfBusiness: _nature, ...plain } = override;
    Object.assign(profile, plain);
    if (extraAccounts) {
      profile.accounts = [
        ...profile.accounts,
        ...extraAccounts.map(({ type, currency, openedOn, closedOn }, i) => ({
          ...this.account(index, 6 + i, type, currency, openedOn ?? profile.openedOn),
          ...(closedOn === undefined ? {} : { closedOn }),
        })),
      ];
    }
    if (override.openedOn !== undefined) {
      const from = override.openedOn;
      profile.accounts = profile.accounts.map((one) =>
        one.openedOn < from ? { ...one, openedOn: from } : one,
      );
    }
    return profile;
  }

  private account(
    index: number,
    nth: number,
    type: string,
    currency: Currency,
    openedOn: number,
  ): ProfileAccount {
    return {
      accountNumber: `9933${this.number(index)}${nth}${(index * 7 + nth * 3) % 10}`,
      type,
      currency,
      openedOn,
    };
  }

  private branchOf(random: Random): string {
    return (DEMO_BRANCHES[random.skewed(DEMO_BRANCHES.length, 1.3)] as { code: string }).code;
  }

  private opened(random: Random): number {
    return OLDEST + Math.floor((this.firstDay - 20 - OLDEST) * Math.sqrt(random.float()));
  }

  private institution(index: number): Profile {
    const one = INSTITUTIONS[index] as (typeof INSTITUTIONS)[number];
    const random = new Random(this.parameters.seed, STREAM.organisation, index);
    const openedOn = this.opened(random);
    const accounts = [this.account(index, 1, ACCOUNT_TYPE.basic, 'CNY', openedOn)];
    (one.currencies ?? []).forEach((currency, i) =>
      accounts.push(this.account(index, 2 + i, ACCOUNT_TYPE.foreignCurrency, currency, openedOn)),
    );
    return {
      ...this.base(index, random, openedOn, accounts),
      kind: 'organisation',
      name: one.name,
      branch: '0001',
      publicBody: one.publicBody ?? false,
      yearlyIncome: one.turnover * YUAN,
      industry: one.industry,
      scope: one.scope,
    };
  }

  private organisation(index: number): Profile {
    const random = new Random(this.parameters.seed, STREAM.organisation, index);
    const line = drawFirmIndustry(random);
    const openedOn = this.opened(random);
    const accounts = [this.account(index, 1, ACCOUNT_TYPE.basic, 'CNY', openedOn)];
    if (Population.firmTradesAbroad(index)) {
      (['USD', 'EUR', 'JPY', 'HKD'] as const).forEach((currency, i) => {
        if (i === 0 || random.chance(0.6)) {
          accounts.push(this.account(index, 2 + i, ACCOUNT_TYPE.foreignCurrency, currency, openedOn));
        }
      });
    }
    const base = this.base(index, random, openedOn, accounts);
    return {
      ...base,
      kind: 'organisation',
      name: firmName(line, random),
      yearlyIncome: Math.round(Math.min(4e8, random.logNormal(line.turnover, 0.8)) / 1e4) * 1e4 * YUAN,
      industry: line.code,
      scope: line.scope,
    };
  }

  private soleTrader(index: number): Profile {
    const random = new Random(this.parameters.seed, STREAM.soleTrader, index);
    const line = drawTraderIndustry(random);
    const openedOn = this.opened(random);
    const base = this.base(index, random, openedOn, [
      this.account(index, 1, ACCOUNT_TYPE.basic, 'CNY', openedOn),
    ]);
    const owner = chineseName(base.gender, birthYear(base.birth), random);
    return {
      ...base,
      kind: 'sole-trader',
      name: traderName(line, owner, random),
      yearlyIncome: Math.round(Math.min(9e6, random.logNormal(line.turnover, 0.6)) / 1e3) * 1e3 * YUAN,
      industry: line.code,
      scope: line.scope,
    };
  }

  private person(index: number, override: ProfileOverride): Profile {
    const random = new Random(this.parameters.seed, STREAM.person, index);
    const age = ADULT + 62 * Math.pow(random.float(), 1.4);
    const birth = this.firstDay - Math.floor(age * 365.25) - random.int(365);
    const openedOn = Math.max(this.opened(random), birth + Math.ceil((ADULT - 2) * 365.25));
    const accounts = [this.account(index, 1, ACCOUNT_TYPE.personalSettlement, 'CNY', openedOn)];
    if (Population.personHasDollars(index)) {
      accounts.push(this.account(index, 2, ACCOUNT_TYPE.personalSettlement, 'USD', openedOn));
    }
    if (random.chance(0.2)) accounts.push(this.account(index, 3, ACCOUNT_TYPE.personalTerm, 'CNY', openedOn));
    const base = { ...this.base(index, random, openedOn, accounts), birth };
    const origin = random.float();
    const nationality =
      override.nationality ??
      (origin < 0.012
        ? random.pick(FOREIGN_COUNTRIES)
        : origin < 0.02
          ? random.pick(['HKG', 'MAC', 'TWN'])
          : 'CHN');
    const abroad = FOREIGN_COUNTRIES.includes(nationality);
    const name = abroad
      ? foreignName(nationality, random).name
      : chineseName(base.gender, birthYear(base.birth), random);
    const working = age < 60 && !random.chance(0.07);
    return {
      ...base,
      kind: 'individual',
      name,
      nationality,
      occupation: working ? random.pick(OCCUPATIONS) : NONE_OR_RETIRED,
      yearlyIncome:
        Math.round(Math.min(2e6, random.logNormal(working ? 98_000 : 46_000, 0.5)) / 100) * 100 * YUAN,
    };
  }

  private base(index: number, random: Random, openedOn: number, accounts: ProfileAccount[]): Profile {
    const place = drawPlace(random);
    return {
      index,
      customerNumber: this.number(index),
      kind: 'individual',
      name: '',
      branch: this.branchOf(random),
      accountNumber: (accounts[0] as ProfileAccount).accountNumber,
      accounts,
      publicBody: false,
      yearlyIncome: 0,
      industry: '',
      scope: '',
      occupation: '',
      gender: random.chance(0.51) ? 'male' : 'female',
      birth: this.firstDay - random.between(24 * 365, 66 * 365),
      prefecture: place.prefecture,
      placeText: place.text,
      nationality: 'CHN',
      openedOn,
      device: `d-${this.number(index).slice(3)}`,
    };
  }
}

/** Near enough for fashions in names. */
const birthYear = (birth: number): number => 1970 + Math.floor(birth / 365.25);

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
