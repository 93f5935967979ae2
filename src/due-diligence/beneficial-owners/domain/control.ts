import { isTrustRole, type Holdings } from './holdings.js';

export interface Control {
  /** By what it is had: recorded means, or a majority of votes. */
  means: string[];
  /** The bodies it goes through, nearest to the person first. */
  through: number[];
}

export const MAJORITY = 'majority';
/** Bodies looked at for everybody together. */
const MOST_STEPS = 1 << 21;

/**
 * Whoever controls a body alone: by a recorded control of it, or of bodies that control it; a majority of the votes of a
 * body, held directly or by bodies that the person controls, is control of it. Joint control is recorded for each.
 * @param majority per cent to be exceeded
 */
export function controllers(
  target: number,
  persons: readonly number[],
  holdings: Holdings,
  { majority, reached }: { majority: string; reached: readonly number[] },
): Map<number, Control> {
  const limit = Number(majority);
  const votesBelow = new Map<number, { body: number; share: number }[]>();
  const controlBelow = new Map<number, { body: number; means: string }[]>();
  const note = <T>(map: Map<number, T[]>, holder: number, what: T) => {
    const list = map.get(holder);
    if (list) list.push(what);
    else map.set(holder, [what]);
  };
  for (const body of reached) {
    for (const { holder, share } of holdings.of.votes[body]!)
      note(votesBelow, holder, { body, share: Number(share) });
    for (const { type, holder, means } of holdings.roles[body]!)
      if (type === 'controls' || isTrustRole(type)) {
        const from = holdings.indexOf.get(holder)!;
        const principals = holdings.principals.get(from) ?? [from];
        for (const one of principals) note(controlBelow, one, { body, means: means ?? type });
      }
  }
  const found = new Map<number, Control>();
  let steps = 0;
  for (const person of persons) {
    const votes = new Map<number, number>();
    const came = new Map<number, { from: number; means: string }>();
    const queue = [person];
    const gain = (body: number, from: number, means: string) => {
      if (body === person || came.has(body)) return;
      came.set(body, { from, means });
      queue.push(body);
    };
    while (queue.length > 0 && !came.has(target) && steps < MOST_STEPS) {
      const holder = queue.shift()!;
      for (const { body, means } of controlBelow.get(holder) ?? []) gain(body, holder, means);
      for (const { body, share } of votesBelow.get(holder) ?? []) {
        steps += 1;
        const sum = (votes.get(body) ?? 0) + share;
        votes.set(body, sum);
        if (sum > limit) gain(body, holder, MAJORITY);
      }
    }
    if (came.has(target)) found.set(person, wayOf(target, person, came));
  }
  return found;
}

function wayOf(
  target: number,
  person: number,
  came: ReadonlyMap<number, { from: number; means: string }>,
): Control {
  const means: string[] = [];
  const through: number[] = [];
  for (let at = target; at !== person;) {
    const step = came.get(at)!;
    if (!means.includes(step.means)) means.unshift(step.means);
    if (step.from !== person) through.unshift(step.from);
    at = step.from;
  }
  return { means, through };
}
