import { addDays, type Day, type Text } from '../../../platform/index.js';
import type { Audience, Item, TaskKind } from '../types.js';

/** What happens on one day of a task's life, counted from the day it is due. */
export interface Step {
  day: number;
  /** Template of a notice to the customer. */
  notice?: string;
  /** Measures the notice announces. */
  announce?: readonly string[];
  /** Measures to propose, if a notice is proven by then. */
  propose?: readonly string[];
}

/** Day counts in force from a day on. */
export interface Schedule {
  from: Day;
  leadDays?: number;
  dueInDays?: number;
  afterDays?: number;
  steps: readonly Step[];
}

export interface KindRule {
  title: Text;
  ask: Text;
  /** What to collect when whoever raises the task does not say. */
  collect: readonly Item[];
  audiences: readonly Audience[];
  fields?: readonly string[];
  /** Types of documents of which one that is valid stands for those that are not. */
  interchangeable?: readonly string[];
  schedules: readonly Schedule[];
}

/** `rules/due-diligence/reviews.json`. */
export interface ReviewRules {
  id: string;
  version: number;
  /** A measure that cannot be proposed yet, for no notice is proven, is tried again after so many days. */
  retryDays: number;
  kinds: Record<TaskKind, KindRule>;
}

/** The schedule in force on a day: the newest that has begun, or the first before any has. */
export function scheduleOn({ schedules }: KindRule, day: Day): Schedule {
  const begun = [...schedules].sort((a, b) => (a.from < b.from ? -1 : 1)).filter(({ from }) => from <= day);
  return begun.at(-1) ?? schedules[0]!;
}

/**
 * The steps of a task that are not before its reason. A task that was raised late begins with the step it is in:
 * what lies behind is not made up for, so that nobody gets three letters on one day.
 */
export function stepsOf(schedule: Schedule, dueOn: Day, raisedOn: Day): { step: Step; on: Day }[] {
  const all = schedule.steps.map((step) => ({ step, on: addDays(dueOn, step.day) }));
  const passed = all.filter(({ on }) => on <= raisedOn).length;
  return all
    .slice(Math.max(0, passed - 1))
    .map(({ step, on }) => ({ step, on: on < raisedOn ? raisedOn : on }));
}

/** The steps that fall on days in `[from, through]`, and the day of the next one after. */
export function stepsBetween(
  steps: readonly { step: Step; on: Day }[],
  from: Day,
  through: Day,
): { due: { step: Step; on: Day }[]; next: Day | null } {
  return {
    due: steps.filter(({ on }) => on >= from && on <= through),
    next: steps.find(({ on }) => on > through)?.on ?? null,
  };
}

/** {@link stepsOf} for the tasks of one batch, worked out once for those alike: a batch spans few days. */
export function stepsByDays(
  rules: Pick<ReviewRules, 'kinds'>,
): (kind: TaskKind, dueOn: Day, raisedOn: Day) => readonly { step: Step; on: Day }[] {
  const known = new Map<string, readonly { step: Step; on: Day }[]>();
  return (kind, dueOn, raisedOn) => {
    const key = `${kind} ${dueOn} ${raisedOn}`;
    let steps = known.get(key);
    if (steps === undefined) {
      steps = stepsOf(scheduleOn(rules.kinds[kind], raisedOn), dueOn, raisedOn);
      known.set(key, steps);
    }
    return steps;
  };
}
