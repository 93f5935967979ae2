import type { CounterpartyBody, CustomerKind } from './types.js';
import { Random, STREAM } from './random.js';
import { chineseName } from './names/person-names.js';
import {
  drawFirmIndustry,
  drawTraderIndustry,
  firmName,
  foreignFirmName,
  traderName,
} from './names/organisation-names.js';

/** Somebody who banks elsewhere; `body` is what our bank learns of them from the payment. */
export interface External {
  body: CounterpartyBody;
}

/** Invented banks with codes outside the range that has been given out. */
const DOMESTIC_BANKS = [
  ['999110000011', '望岳银行'],
  ['999310000022', '澜海银行'],
  ['999440100033', '岭汀银行'],
  ['999330200044', '甬汀农村商业银行'],
  ['999320500055', '苏汀银行'],
] as const;
const FOREIGN_BANKS: Record<string, readonly [string, string]> = {
  USA: ['ZZHBUS99', 'First Kestrel Bank'],
  DEU: ['ZZALDE99', 'Alderton Bank AG'],
  JPN: ['ZZORJP99', 'Orchid Bank'],
  HKG: ['ZZMDHK99', 'Meridale Bank (Hong Kong)'],
  SGP: ['ZZNGSG99', 'Northgate Bank'],
  GBR: ['ZZSLGB99', 'Silverline Bank'],
  VGB: ['ZZBWVG99', 'Bluewater Trust Bank'],
};
export const TRADE_COUNTRIES = ['USA', 'DEU', 'JPN', 'HKG', 'SGP', 'GBR'] as const;

const POOL = { person: 3000, firm: 2000, merchant: 800, foreign: 300 } as const;

/** People and firms outside the bank, a fixed pool so that the same ones come back. */
export class Externals {
  private readonly known = new Map<number, External>();

  constructor(private readonly seed: number) {}

  person = (random: Random): External => this.get(1, random.int(POOL.person));
  firm = (random: Random): External => this.get(2, random.skewed(POOL.firm, 1.6));
  merchant = (random: Random): External => this.get(3, random.skewed(POOL.merchant, 2));
  foreignFirm = (random: Random): External => this.get(4, random.skewed(POOL.foreign, 1.5));

  private get(pool: number, id: number): External {
    const key = pool * 10_000 + id;
    let found = this.known.get(key);
    if (!found) {
      found = makeExternal(pool, new Random(this.seed, STREAM.external, key));
      this.known.set(key, found);
    }
    return found;
  }
}

function makeExternal(pool: number, random: Random): External {
  if (pool === 1) {
    const gender = random.chance(0.5) ? 'male' : 'female';
    return domestic(chineseName(gender, random.between(1955, 2004), random), 'individual', random);
  }
  if (pool === 2) return domestic(firmName(drawFirmIndustry(random), random), 'organisation', random);
  if (pool === 3) {
    const owner = chineseName('male', 1975, random);
    return domestic(traderName(drawTraderIndustry(random), owner, random), 'sole-trader', random);
  }
  const country = random.pick(TRADE_COUNTRIES);
  return abroad(foreignFirmName(country, random), 'organisation', country, random);
}

export function domestic(
  name: string,
  kind: CustomerKind,
  random: Random,
  extra?: CounterpartyBody,
): External {
  const [institutionCode, institutionName] = random.pick(DOMESTIC_BANKS);
  const accountNumber = `99${random.digits(16)}`;
  return { body: { name, kind, accountNumber, institutionCode, institutionName, country: 'CHN', ...extra } };
}

/** `country` is that of party and bank; a bank is made up where the table has none. */
export function abroad(
  name: string,
  kind: CustomerKind,
  country: string,
  random: Random,
  extra?: CounterpartyBody,
): External {
  const [institutionCode, institutionName] = FOREIGN_BANKS[country] ?? [
    `ZZ99${country}9`,
    'Overseas Commercial Bank',
  ];
  const accountNumber = `${country.slice(0, 2)}99${random.digits(14)}`;
  return { body: { name, kind, accountNumber, institutionCode, institutionName, country, ...extra } };
}
