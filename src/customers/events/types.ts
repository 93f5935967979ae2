import { readRuleFile, type Text } from '../../platform/index.js';

/** A kind of event as `rules/customer-events/types.json` declares it. */
export interface CustomerEventType {
  type: string;
  title: Text;
  /** A fact about the customer that the event raises, or lifts again. */
  raises?: string;
  lifts?: string;
}

let loaded: readonly CustomerEventType[] | undefined;

/** The kinds of events there are. */
export function customerEventTypes(): readonly CustomerEventType[] {
  loaded ??= readRuleFile<{ types: CustomerEventType[] }>('customer-events/types.json').types;
  return loaded;
}

/** Which events raise or lift which fact. */
export function customerEventFlags(): { type: string; flag: string; raises: boolean }[] {
  return customerEventTypes().flatMap(({ type, raises, lifts }) => [
    ...(raises === undefined ? [] : [{ type, flag: raises, raises: true }]),
    ...(lifts === undefined ? [] : [{ type, flag: lifts, raises: false }]),
  ]);
}
