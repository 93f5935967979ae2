import type { Currency, DemoParameters, ExchangeRatesLine } from './types.js';
import { Random, STREAM } from './random.js';
import { dayNumber, dayText, monthOf } from './days.js';
import { ROUGH_CNY } from './money.js';

const CURRENCIES: readonly Currency[] = ['USD', 'EUR', 'JPY', 'HKD'];
const DAILY_VOLATILITY = 0.0022;
const PLACES: Record<Currency, number> = { CNY: 4, USD: 4, EUR: 4, HKD: 5, JPY: 6 };

/**
 * Rates for every day of the history: the central parity on each working day and on the first day, a random walk
 * around today's level; the SAFE table of each month from the parities at its beginning.
 */
export function demoRates({ seed, until, days, isWorkingDay }: DemoParameters): ExchangeRatesLine[] {
  const last = dayNumber(until);
  const lines: ExchangeRatesLine[] = [];
  const level = { ...ROUGH_CNY };
  const random = new Random(seed, STREAM.rates);
  let month = '';
  for (let day = last - days + 1; day <= last; day++) {
    const date = dayText(day);
    const first = month === '';
    if (first || isWorkingDay(date)) {
      const rates: Partial<Record<Currency, string>> = {};
      for (const currency of CURRENCIES) {
        const pegged = currency === 'HKD' ? 0.25 : 1;
        level[currency] *= Math.exp(DAILY_VOLATILITY * pegged * random.normal());
        rates[currency] = level[currency].toFixed(PLACES[currency]);
      }
      lines.push({ date, kind: 'central-parity', base: 'CNY', rates });
    }
    if (monthOf(day) !== month) {
      month = monthOf(day);
      const rates: Partial<Record<Currency, string>> = {};
      for (const currency of ['EUR', 'JPY', 'HKD'] as const) {
        rates[currency] = (level[currency] / level.USD).toFixed(6);
      }
      lines.push({ date: `${month}-01`, kind: 'safe-monthly', base: 'USD', rates });
    }
  }
  return lines.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.kind < b.kind ? -1 : 1));
}
