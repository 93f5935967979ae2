import type {
  BranchBody,
  CustomerBody,
  DemoEvent,
  DemoParameters,
  ExchangeRatesLine,
  Label,
  WatchlistName,
} from './types.js';
import { Bank } from './bank.js';
import { DEMO_BRANCHES } from './branches.js';
import { customerBodies } from './customer-body.js';
import { transactionSlices, type DaySlice } from './generate.js';
import { holdings, namesakes, reputations } from './diligence.js';
import { plantPatterns } from './patterns/plant.js';
import { demoRates } from './rates.js';

export type * from './types.js';
export type { DaySlice } from './generate.js';

export const DEMO_DEFAULTS = {
  customers: 2_000,
  transactions: 100_000,
  seed: 20_260_101,
  days: 120,
} as const;

/** A demo bank: everything in it follows from the parameters, and the two streams start anew at each iteration. */
export interface DemoBank {
  branches: readonly BranchBody[];
  exchangeRates: readonly ExchangeRatesLine[];
  customers: Iterable<CustomerBody>;
  /** Days ascending, in slices of a few thousand; a slice never spans two days. */
  transactions: Iterable<DaySlice>;
  labels: readonly Label[];
  events: readonly DemoEvent[];
  watchlist: readonly WatchlistName[];
  reputations: ReturnType<typeof reputations>;
  holdings: ReturnType<typeof holdings>;
}

/**
 * Generates a demo bank, the same for the same parameters.
 * @throws RangeError for parameters out of range (fewer than 200 customers, no day at all).
 */
export function generateDemo(parameters: DemoParameters): DemoBank {
  const first = plantPatterns(new Bank(parameters));
  return {
    branches: DEMO_BRANCHES,
    exchangeRates: demoRates(parameters),
    customers: {
      *[Symbol.iterator]() {
        yield* customerBodies(first.bank.population);
      },
    },
    transactions: {
      *[Symbol.iterator]() {
        // Planting again gives this iteration a population and references of its own.
        const { bank, plan } = plantPatterns(new Bank(parameters));
        yield* transactionSlices(bank, plan);
      },
    },
    labels: first.plan.labels,
    events: first.plan.events,
    watchlist: [...first.plan.watchlist, ...namesakes(first.bank.population)],
    reputations: reputations(first.bank.population),
    holdings: holdings(first.bank.population),
  };
}
