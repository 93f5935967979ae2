import type { Day, Text } from '../../../platform/index.js';

export type Measure = 'due-diligence' | 'verify-originator' | 'register-user';

export interface ThresholdValue {
  from: Day;
  /** Exclusive. */
  to?: Day;
  /** Reached when equal; `null`: none in this currency; `0`: any amount. */
  cny: string | null;
  usd: string | null;
  legalBasis: { instrument: Text; article: string; certainty: string };
}

export interface Threshold {
  id: string;
  measure: Measure;
  /** Counts what is linked with the service as well. */
  linked: boolean;
  title: Text;
  values: ThresholdValue[];
}

export interface OccasionalRules {
  linking: { windowDays: { value: number }; addCurrencies: { value: boolean } };
  thresholds: Threshold[];
  services: { id: string; title: Text; thresholds: string[]; methods: string[] }[];
}

/** The thresholds of a service that are in force on a day, with their values of that day. */
export function thresholdsOn(
  { services, thresholds }: OccasionalRules,
  service: string,
  day: Day,
): (Threshold & { value: ThresholdValue })[] {
  const wanted = services.find(({ id }) => id === service)?.thresholds ?? [];
  return wanted.flatMap((id) => {
    const threshold = thresholds.find((one) => one.id === id)!;
    const value = threshold.values.find(({ from, to }) => from <= day && (to === undefined || day < to));
    return value === undefined ? [] : [{ ...threshold, value }];
  });
}
