import type { Tx } from '../../platform/index.js';
import type { NormalTransaction } from '../domain/normalise.js';
import { lockRatesForReading, lookupRates } from '../exchange-rates/index.js';

/** Units of CNY and USD for one unit of a transaction's currency; null while the rate is missing. */
export interface Conversion {
  rateCny: string | null;
  rateUsd: string | null;
}

export type Conversions = (transaction: NormalTransaction) => Conversion;

const foreign = (transactions: readonly NormalTransaction[]): NormalTransaction[] =>
  transactions.filter(({ input }) => input.currency !== 'CNY');

export const convert = {
  /** Keeps rates from changing until this transaction ends; before customers are locked, as whoever enters a rate does. */
  async prepare(tx: Tx, transactions: readonly NormalTransaction[]): Promise<void> {
    if (foreign(transactions).length > 0) await lockRatesForReading(tx);
  },

  /** The rates in force on each business date, in one query; none for a batch in CNY alone. */
  async rates(tx: Tx, transactions: readonly NormalTransaction[]): Promise<Conversions> {
    const wanted = new Map<
      string,
      { kind: 'safe-monthly' | 'central-parity'; currency: string; day: string }
    >();
    for (const { input, businessDate: day } of foreign(transactions)) {
      const { currency } = input;
      wanted.set(`central-parity ${currency} ${day}`, { kind: 'central-parity', currency, day });
      if (currency !== 'USD')
        wanted.set(`safe-monthly ${currency} ${day}`, { kind: 'safe-monthly', currency, day });
    }
    const found =
      wanted.size > 0 ? await lookupRates(tx, [...wanted.values()]) : new Map<string, { rate: string }>();
    return ({ input: { currency }, businessDate }) => ({
      rateCny:
        currency === 'CNY' ? '1' : (found.get(`central-parity ${currency} ${businessDate}`)?.rate ?? null),
      rateUsd:
        currency === 'USD'
          ? '1'
          : currency === 'CNY'
            ? null
            : (found.get(`safe-monthly ${currency} ${businessDate}`)?.rate ?? null),
    });
  },
};
