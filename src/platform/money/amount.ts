import { Decimal } from 'decimal.js';
import { minorUnits } from './currencies.js';

/** Money is exact: 40 significant digits, plain notation, half-up as banks round. */
export const Money = Decimal.clone({
  precision: 40,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -40,
  toExpPos: 40,
});

/** The largest single amount taken, in units of its currency; above it is a mistake, not a payment. */
export const LARGEST_AMOUNT = '9999999999999.9999';

export type AmountFault =
  'unknown-currency' | 'malformed-amount' | 'too-many-decimals' | 'not-positive' | 'amount-too-large';

const SHAPE = /^(-?)(0|[1-9]\d*)(?:\.(\d+))?$/;

/** Says what is wrong with an amount in a currency, or `undefined`. Amounts are positive; direction is separate. */
export function amountFault(amount: string, currency: string): AmountFault | undefined {
  const exponent = minorUnits(currency);
  if (exponent === undefined) return 'unknown-currency';
  const match = SHAPE.exec(amount);
  if (!match) return 'malformed-amount';
  const [, sign, whole = '', fraction = ''] = match;
  if (sign || !/[1-9]/.test(whole + fraction)) return 'not-positive';
  if (fraction.length > exponent) return 'too-many-decimals';
  if (whole.length > 13) return 'amount-too-large';
  return undefined;
}

/** Decimal text with exactly the currency's digits: `50000` CNY is `50000.00`. Takes plain decimal text. */
export function canonicalAmount(amount: string, currency: string): string {
  const digits = minorUnits(currency) ?? 2;
  const point = amount.indexOf('.');
  const have = point < 0 ? 0 : amount.length - point - 1;
  if (have === digits && (digits > 0 || point < 0)) return amount;
  if (have > digits || /[^\d.-]/.test(amount)) return new Money(amount).toFixed(digits);
  return `${amount}${point < 0 ? '.' : ''}${'0'.repeat(digits - have)}`;
}
