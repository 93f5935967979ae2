import type { BankDays, Clock, Route } from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { Customers } from '../customers/index.js';
import { flowRoutes } from '../transactions/index.js';
import { networkRoutes, Networks } from './network/index.js';
import { timelineRoutes, Timelines, timelineSources, type TimelineSource } from './timeline/index.js';

/** Whom a customer is connected with, what it gets and pays, and what happened to it; `more` are histories of other modules. */
export function insightRoutes({
  customers,
  audit,
  clock,
  days,
  more = [],
}: {
  customers: Customers;
  audit: AuditTrail;
  clock: Clock;
  days: BankDays;
  more?: readonly TimelineSource[];
}): Route[] {
  return [
    ...timelineRoutes(new Timelines(customers, days, [...timelineSources, ...more]), audit),
    ...flowRoutes({ customers, audit, clock, days }),
    ...networkRoutes(new Networks({ clock, days, customers }), audit),
  ];
}
