import { isTrustRole, type Holdings } from './holdings.js';

export interface Control {
  /** By what it is had: recorded means, or a majority of votes. */
  means: readonly string[];
  /** The bodies it goes through, nearest to the person first; of those not explained, the nearest only. */
  through: number[];
}

export interface Controllers {
  found: Map<number, Control>;
  /** Persons that were not looked at, for the structure asks for more steps than are taken. */
  left: number[];
}

export const MAJORITY = 'majority';
/** Votes looked at for all that pool them together; far more than any structure that is not made to use them up. */
const MOST_STEPS = 1 << 23;
/** So many are shown every body on the way; a chain of thousands for each of hundreds is of no use to anybody. */
const EXPLAINED = 50;
/** Votes are added up in another order: what is this near to the limit is looked at. */
const NEARLY = 1e-9;

interface Step {
  to: number;
  means: string;
}

/**
 * Whoever controls a body alone: by a recorded control of it, or of bodies that control it; a majority of the votes of a
 * body, held directly or by bodies that the person controls, is control of it. Joint control is recorded for each.
 *
 * What one holder controls without others' help is found once for all, from the body asked about upwards, in linear
 * time. Only who must pool the votes of several bodies is followed one by one, and no further than to one of those.
 * @param majority per cent to be exceeded
 * @param steps what those may take together
 */
export function controllers(
  target: number,
  persons: readonly number[],
  holdings: Holdings,
  { majority, reached, steps = MOST_STEPS }: { majority: string; reached: readonly number[]; steps?: number },
): Controllers {
  const links = linksOf(holdings, reached, Number(majority));
  const ways = alone(target, links);
  const found = new Map<number, Control>();
  const left: number[] = [];
  const pool = pooling(target, holdings.ids.length, links, { ways, limit: Number(majority), steps });
  for (const person of persons) {
    const pooled = ways.has(person) ? [] : pool(person);
    if (pooled === 'cut') left.push(person);
    else if (pooled) found.set(person, wayOf(target, pooled, person, ways, found.size < EXPLAINED));
  }
  return { found, left };
}

interface Links {
  /** Who controls a body without anybody's help, by body. */
  above: Step[][];
  /** The same by holder. */
  below: Step[][];
  /** Votes that are a majority only with others, by holder. */
  votes: { body: number; share: number }[][];
}

function linksOf(holdings: Holdings, reached: readonly number[], limit: number): Links {
  const links: Links = {
    above: holdings.ids.map(() => []),
    below: holdings.ids.map(() => []),
    votes: holdings.ids.map(() => []),
  };
  const control = (holder: number, body: number, means: string) => {
    if (holder === body) return;
    links.above[body]!.push({ to: holder, means });
    links.below[holder]!.push({ to: body, means });
  };
  for (const body of reached) {
    for (const { type, holder, means } of holdings.roles[body]!)
      if (type === 'controls' || isTrustRole(type)) {
        const from = holdings.indexOf.get(holder)!;
        for (const one of holdings.principals.get(from) ?? [from]) control(one, body, means ?? type);
      }
    const sums = new Map<number, number>();
    let total = 0;
    let largest = 0;
    for (const { holder, share } of holdings.of.votes[body]!) {
      const sum = (sums.get(holder) ?? 0) + Number(share);
      sums.set(holder, sum);
      total += Number(share);
      largest = Math.max(largest, sum);
    }
    // Where one has a majority and the others together have none, they are of no use to anybody who pools votes.
    const decided = largest > limit && total - largest < limit - NEARLY;
    for (const [holder, share] of sums)
      if (share > limit) control(holder, body, MAJORITY);
      else if (!decided && total > limit - NEARLY) links.votes[holder]!.push({ body, share });
  }
  return links;
}

/** A holder's next body on the shortest way to the body asked about, and by what it is had from there on. */
interface Way {
  to: number;
  means: readonly string[];
}

/** Everybody who controls the body asked about without pooling votes, nearest first. */
function alone(target: number, { above }: Links): Map<number, Way> {
  const ways = new Map<number, Way>();
  const queue = [target];
  for (let at = 0; at < queue.length; at += 1) {
    const body = queue[at]!;
    const onwards = ways.get(body)?.means ?? [];
    for (const { to: holder, means } of above[body]!) {
      if (holder === target || ways.has(holder)) continue;
      ways.set(holder, { to: body, means: withMeans(means, onwards) });
      queue.push(holder);
    }
  }
  return ways;
}

const withMeans = (first: string, onwards: readonly string[]): readonly string[] =>
  onwards.includes(first) ? onwards : [first, ...onwards];

/** Follows those who pool votes; who has the same in the same bodies shares what is found. */
function pooling(
  target: number,
  count: number,
  { below, votes }: Links,
  { ways, limit, steps }: { ways: ReadonlyMap<number, Way>; limit: number; steps: number },
): (person: number) => readonly Step[] | 'cut' | undefined {
  const sums = new Float64Array(count);
  const seen = new Int32Array(count);
  const gained = new Int32Array(count);
  const from = new Int32Array(count);
  const by: string[] = [];
  const known = new Map<string, readonly Step[] | undefined>();
  const ends = new Uint8Array(count);
  for (const one of [target, ...ways.keys()]) ends[one] = 1;
  let round = 0;
  let left = steps;

  const follow = (person: number): readonly Step[] | 'cut' | undefined => {
    round += 1;
    const queue = [person];
    const gain = (body: number, holder: number, means: string): boolean => {
      if (body === person || gained[body] === round) return false;
      gained[body] = round;
      from[body] = holder;
      by[body] = means;
      queue.push(body);
      return ends[body] === 1;
    };
    for (let at = 0; at < queue.length; at += 1) {
      const holder = queue[at]!;
      for (const { to, means } of below[holder]!) {
        if (left-- <= 0) return 'cut';
        if (gain(to, holder, means)) return stepsTo(to, person);
      }
      for (const { body, share } of votes[holder]!) {
        if (left-- <= 0) return 'cut';
        if (seen[body] !== round) sums[body] = 0;
        seen[body] = round;
        sums[body] = sums[body]! + share;
        if (sums[body] > limit && gain(body, holder, MAJORITY)) return stepsTo(body, person);
      }
    }
    return undefined;
  };
  const stepsTo = (last: number, person: number): Step[] => {
    const way: Step[] = [];
    for (let at = last; at !== person; at = from[at]!) way.push({ to: at, means: by[at]! });
    return way.reverse();
  };
  return (person) => {
    const mark = [
      ...below[person]!.map(({ to }) => to),
      ...votes[person]!.map(({ body, share }) => `${body} ${share}`),
    ].join();
    const shared = known.get(mark);
    if (shared) {
      const [first, ...onwards] = shared;
      const own = below[person]!.find(({ to }) => to === first!.to);
      return own === undefined || own.means === first!.means ? shared : [own, ...onwards];
    }
    if (known.has(mark)) return undefined;
    const result = follow(person);
    if (result !== 'cut') known.set(mark, result);
    return result;
  };
}

function wayOf(
  target: number,
  pooled: readonly Step[],
  person: number,
  ways: ReadonlyMap<number, Way>,
  explained: boolean,
): Control {
  const last = pooled[pooled.length - 1]?.to ?? person;
  const means = pooled.reduceRight(
    (onwards, step) => withMeans(step.means, onwards),
    ways.get(last)?.means ?? [],
  );
  const through = (explained ? pooled : pooled.slice(0, 1)).flatMap(({ to }) => (to === target ? [] : [to]));
  for (let at = last; at !== target && (explained || through.length === 0);) {
    at = ways.get(at)!.to;
    if (at !== target) through.push(at);
  }
  return { means, through };
}
