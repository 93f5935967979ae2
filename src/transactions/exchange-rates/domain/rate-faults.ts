import { Money, minorUnits, type FieldFault, type Text } from '../../../platform/index.js';
import { baseOf, type RateKind } from './validity.js';

/** No currency is worth a thousand dollars or yuan; what looks so is written the wrong way round. */
const LARGEST = 1_000;
/** A rate this many times above or below the last one is rather a unit of 100 or an inverse than a market. */
const LARGEST_JUMP = 50;
const SHAPE = /^(0|[1-9]\d*)(\.\d{1,10})?$/;

export interface RateTable {
  kind: RateKind;
  base: string;
  rates: Readonly<Record<string, string>>;
}

const fault = (currency: string, code: string, message: Text): FieldFault => ({
  pointer: `/rates/${currency.slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`,
  code,
  message,
});

function faultOf(currency: string, rate: string, base: string): FieldFault | undefined {
  if (minorUnits(currency) === undefined)
    return fault(currency, 'unknown-currency', {
      en: 'is not a currency of ISO 4217',
      zh: '不是 ISO 4217 货币代码',
    });
  if (currency === base)
    return fault(currency, 'is-base', {
      en: 'is the base itself and has no rate',
      zh: '为基准货币，无需汇率',
    });
  if (!SHAPE.test(rate))
    return fault(currency, 'malformed-rate', {
      en: 'must be decimal text with at most 10 decimals',
      zh: '必须为十进制文本，小数不超过 10 位',
    });
  const value = new Money(rate);
  if (value.isZero()) return fault(currency, 'not-positive', { en: 'must be above zero', zh: '必须大于零' });
  if (value.gte(LARGEST))
    return fault(currency, 'implausible-rate', {
      en: `must be below ${LARGEST}: units of the base for one unit of the currency`,
      zh: `必须小于 ${LARGEST}：为一单位外币折合基准货币的数额`,
    });
  return undefined;
}

/** What is wrong with a table of rates by itself. */
export function rateFaults({ kind, base, rates }: RateTable): FieldFault[] {
  const expected = baseOf[kind];
  const faults = Object.entries(rates).flatMap(([currency, rate]) => faultOf(currency, rate, expected) ?? []);
  if (base === expected) return faults;
  return [
    {
      pointer: '/base',
      code: 'wrong-base',
      message: { en: `must be ${expected} for ${kind}`, zh: `${kind} 的基准货币必须为 ${expected}` },
    },
    ...faults,
  ];
}

/** Rates that are far from the nearest known one of their currency. */
export function jumps(
  rates: Readonly<Record<string, string>>,
  nearest: ReadonlyMap<string, string>,
): FieldFault[] {
  return Object.entries(rates).flatMap(([currency, rate]) => {
    const known = nearest.get(currency);
    if (known === undefined) return [];
    const ratio = new Money(rate).div(known);
    if (ratio.lt(LARGEST_JUMP) && ratio.gt(new Money(1).div(LARGEST_JUMP))) return [];
    return fault(currency, 'implausible-rate', {
      en: `differs from the nearest known rate more than ${LARGEST_JUMP} times; send "confirmed": true if it is right`,
      zh: `与最近的已知汇率相差 ${LARGEST_JUMP} 倍以上；如确认无误，请设置 "confirmed": true`,
    });
  });
}
