import type { EffectiveShares } from './effective-shares.js';
import type { Unresolved } from './determination.js';
import type { Holdings } from './holdings.js';
import type { OwnerRule } from './rule.js';
import { percentText } from './share-text.js';

export interface Completeness {
  /** Ratios of the whole: with the state and its like, and with nobody known. */
  stateHeld: number;
  open: number;
  unresolved: Unresolved[];
}

const isTrustLike = (bodyType: string | null | undefined) => bodyType === 'trust' || bodyType === 'fund';

/** What of a body's shares leads to nobody: layers without owners, sums beside 100, circles that own themselves. */
export function completeness(
  target: number,
  holdings: Holdings,
  effective: EffectiveShares,
  rule: OwnerRule,
): Completeness {
  const { parties, ids, of, principals } = holdings;
  const { shares, reached, circles, closed } = effective;
  const lost = new Set(closed.flat());
  const result: Completeness = { stateHeld: 0, open: 0, unresolved: [] };
  const add = (code: Unresolved['code'], nodes: readonly number[], ratio?: number) =>
    result.unresolved.push({
      code,
      parties: nodes.map((node) => ids[node]!),
      ...(ratio === undefined ? {} : { share: percentText(ratio) }),
    });
  for (const node of reached) {
    const { kind, bodyType } = parties[node]!;
    if (kind === 'person') continue;
    const part = shares[node]!;
    if (node !== target && bodyType && rule.noLookThrough.has(bodyType)) {
      result.stateHeld += part;
      continue;
    }
    if (lost.has(node)) continue;
    const held = sumOf(of.owns[node]!);
    if (of.owns[node]!.length === 0) {
      result.open += part;
      if (node === target) add('no-structure', [node], 1);
      else if (part > 0) add('missing-layer', [node], part);
    } else if (!isTrustLike(bodyType) && held < 100 - rule.tolerance) {
      result.open += (part * (100 - held)) / 100;
      add('below-100', [node], (part * (100 - held)) / 100);
    } else if (!isTrustLike(bodyType) && held > 100 + rule.tolerance) add('above-100', [node]);
  }
  for (const circle of closed) {
    // Everything that flows into it is lost: what is missing from the whole says how much.
    result.open = Math.max(result.open, missing(target, holdings, effective, result));
    add('closed-circle', circle);
  }
  const several = [...principals].filter(
    ([node, behind]) => behind.length > 1 && reachedBy(node, of.owns, reached),
  );
  for (const [node] of several) add('several-principals', [node]);
  void circles;
  return { ...result, open: Math.min(1, result.open), stateHeld: Math.min(1, result.stateHeld) };
}

/** Shares add up exactly in units of a million-millionth per cent. */
function sumOf(list: readonly { share: string; holder: number; through?: number }[]): number {
  const seen = new Set<string>();
  let sum = 0;
  for (const [index, { share, through }] of list.entries()) {
    // One holding of a nominee with several principals counts once.
    const mark = through === undefined ? `own ${index}` : `nominee ${through} ${share}`;
    if (!seen.has(mark)) sum += Number(share);
    seen.add(mark);
  }
  return sum;
}

const reachedBy = (nominee: number, owns: Holdings['of']['owns'], reached: readonly number[]): boolean =>
  reached.some((body) => owns[body]!.some(({ through }) => through === nominee));

function missing(
  target: number,
  { parties }: Holdings,
  { shares, reached }: EffectiveShares,
  known: Completeness,
): number {
  const people = reached.reduce(
    (sum, node) => sum + (node !== target && parties[node]!.kind === 'person' ? shares[node]! : 0),
    0,
  );
  return Math.max(0, 1 - people - known.stateHeld);
}
