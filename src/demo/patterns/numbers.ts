/**
 * The numbers of the pattern library (Order [2006] No.2 art. 11 and 20 with the library's proposed defaults), in
 * whole units of the currency. The demo plants by them; the bank's own rules may say otherwise.
 */

/** Large-value limits the patterns refer to. */
export const LIMIT = {
  cash: { CNY: 50_000, USD: 10_000 },
  entity: { CNY: 2_000_000, USD: 200_000 },
  personDomestic: { CNY: 500_000, USD: 100_000 },
  personAbroad: { CNY: 200_000, USD: 10_000 },
} as const;

/** 短期: ten working days, inclusive. */
export const SHORT_TERM = 10;
/** 大量: single or cumulative amount just below the limit, from this share of it. */
export const NEAR = 0.8;
/** 频繁: so often on one working day, or on each of so many consecutive working days. */
export const FREQUENT = { perDay: 3, days: 3 } as const;

export const S01 = {
  scatter: 5,
  concentrate: 2,
  person: 200_000,
  entity: 1_000_000,
  profileRatio: 3,
} as const;
export const S03 = { sum: 50_000 } as const;
export const S04 = { idleDays: 365, lowFlowMonth: 10_000, inflowMultiple: 10, inflow: 50_000 } as const;
export const S05 = { count: 3, growth: 3, baselineDays: 90 } as const;
export const S06 = { opened: 3, closed: 1, windowDays: 180 } as const;
export const S07 = { daysEarly: 30, amount: 200_000 } as const;
export const S08 = { lookBackDays: 30, share: 0.5, usd: 10_000 } as const;
export const S09 = { share: 0.5, usd: 100_000 } as const;
export const S10 = { count: 3, usd: 10_000, windowDays: 90, turnoverShare: 0.2 } as const;
export const S11 = { cashUsd: 10_000, outShare: 0.8 } as const;
export const S12 = { ratio: 1, tolerance: 0.03 } as const;
export const S13 = { amount: 2_000_000 } as const;
export const S14 = { usd: 200_000 } as const;
export const S16 = { near: 3, branches: 3, incomeRatio: 5 } as const;
export const S18 = { receivers: 3, operators: 2, movedShare: 0.7 } as const;

/** Network typologies: no text gives numbers; these are the demo's. */
export const TYPOLOGY = {
  fan: { members: 8, days: 5 },
  cycle: { length: 4, kept: 0.05 },
  layer: { width: 5 },
  bipartite: { width: 4 },
  stack: { width: 3, layers: 3 },
  passThrough: { share: 0.95, times: 3 },
  smurfing: { members: 6 },
  mule: { openedDaysBefore: 20, payers: 10 },
  sharedDevice: { members: 5 },
} as const;
