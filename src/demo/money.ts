import type { Currency } from './types.js';
import type { Random } from './random.js';

/** Inside the generator money is a whole number of minor units (fen, cents, yen), exact up to 9 · 10^15. */
export const MINOR_DIGITS: Record<Currency, number> = { CNY: 2, USD: 2, EUR: 2, HKD: 2, JPY: 0 };

/** Decimal text with exactly the currency's digits. */
export function amountText(minor: number, currency: Currency): string {
  if (MINOR_DIGITS[currency] === 0) return String(minor);
  const fraction = minor % 100;
  return `${(minor - fraction) / 100}.${fraction < 10 ? '0' : ''}${fraction}`;
}

/** Minor units of an amount in whole units. */
export const minor = (units: number, currency: Currency = 'CNY'): number =>
  Math.round(units * 10 ** MINOR_DIGITS[currency]);

/** A log-normal amount in minor units, capped, rounded to `step` minor units and at least one step. */
export function drawAmount(random: Random, median: number, sigma: number, cap: number, step = 1): number {
  const raw = Math.min(cap, random.logNormal(median, sigma));
  return Math.max(step, Math.round((raw * 100) / step) * step);
}

/** Rough mid-market values used only to size amounts; the rates a bank converts with are in the rate lines. */
export const ROUGH_CNY: Record<Currency, number> = { CNY: 1, USD: 7.1, EUR: 8.2, JPY: 0.047, HKD: 0.91 };
