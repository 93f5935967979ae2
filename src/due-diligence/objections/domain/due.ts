import { addDays, daysBetween, type Day, type Text } from '../../../platform/index.js';
import type { ObjectionStatus } from './status.js';

interface Limit {
  title: Text;
  schedules: readonly { from: Day; calendarDays: number }[];
}

/** `rules/due-diligence/objections.json`. */
export interface ObjectionRules {
  id: string;
  version: number;
  answerWithin: { measure: Limit; basicService: Limit };
}

/** The days of the schedule in force on a day; before the first, those of the first. */
function daysOn({ schedules }: Limit, day: Day): number {
  const sorted = [...schedules].sort((a, b) => (a.from < b.from ? -1 : 1));
  return (sorted.filter(({ from }) => from <= day).at(-1) ?? sorted[0]!).calendarDays;
}

/**
 * The last day on which an objection is answered in time, in calendar days from the day it was received (AML Law
 * art. 39).
 * @param basic whether it concerns a service that may not be taken away
 */
export function answerDueOn(rules: ObjectionRules, receivedOn: Day, basic: boolean): Day {
  const { measure, basicService } = rules.answerWithin;
  return addDays(receivedOn, daysOn(basic ? basicService : measure, receivedOn));
}

/** How an objection stands against its day: days left are negative once it has passed, and none when it is answered. */
export function clockOf(
  status: ObjectionStatus,
  dueOn: Day,
  today: Day,
): { daysLeft: number | null; overdue: boolean } {
  if (status === 'answered') return { daysLeft: null, overdue: false };
  const daysLeft = daysBetween(today, dueOn);
  return { daysLeft, overdue: daysLeft < 0 };
}
