import { Decimal } from 'decimal.js';
import type { UsedRate } from './snapshot.js';

const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

/** The amount in another currency, to two decimals, half up; null without a rate. */
export function equivalent(amount: string, rate: UsedRate | null): string | null {
  return rate === null ? null : new Exact(amount).times(rate.rate).toFixed(2, Decimal.ROUND_HALF_UP);
}
