import type { DeclaredOwner } from './declared.js';
import type { Unresolved } from './determination.js';
import type { OwnerRule } from './rule.js';

/** What somebody is said to own by: a share that the test of art. 8 asks for, or something that has none. */
type Basis = 'equity' | 'votes' | 'income' | 'other';

function basisOf(means: string | null | undefined, { votes, income, other }: OwnerRule['declared']): Basis {
  const said = (means ?? '').normalize('NFKC').toLowerCase();
  const speaks = (words: readonly string[]) => words.some((word) => said.includes(word));
  if (speaks(votes)) return 'votes';
  if (speaks(income)) return 'income';
  return speaks(other) ? 'other' : 'equity';
}

/** An amount without a part below a million-millionth, so that thirds add up. */
const EXACT = 1e-9;

/**
 * Puts the customer's own word to the test of art. 8: who is said to own a share is an owner from the threshold on.
 * Whoever controls or manages needs none. Words that are not known speak of shares.
 * @param threshold per cent
 * @returns who is an owner by it, and what is wrong with the rest, or the whole
 */
export function testDeclared(
  declared: readonly DeclaredOwner[],
  { threshold, rule }: { threshold: string; rule: Pick<OwnerRule, 'declared' | 'tolerance'> },
): { owners: DeclaredOwner[]; unresolved: Unresolved[] } {
  const owners: DeclaredOwner[] = [];
  const below: string[] = [];
  const without: string[] = [];
  const sums = new Map<Basis, { sum: number; parties: string[] }>();
  let proven = false;
  for (const one of declared) {
    const basis = basisOf(one.means, rule.declared);
    if (basis === 'other') {
      owners.push(one);
      proven = true;
      continue;
    }
    if (!one.share) {
      // Better known unchecked than not at all; but it proves nobody an owner.
      owners.push(one);
      without.push(one.party);
      continue;
    }
    const of = sums.get(basis) ?? { sum: 0, parties: [] };
    sums.set(basis, of);
    of.sum += Number(one.share);
    of.parties.push(one.party);
    if (Number(one.share) < Number(threshold)) below.push(one.party);
    else {
      owners.push(one);
      proven = true;
    }
  }
  const unresolved: Unresolved[] = [];
  if (below.length > 0 && !proven) unresolved.push({ code: 'declared-below-threshold', parties: below });
  if (without.length > 0 && !proven) unresolved.push({ code: 'declared-without-share', parties: without });
  for (const { sum, parties } of sums.values())
    if (sum > 100 + rule.tolerance + EXACT) unresolved.push({ code: 'declared-above-100', parties });
  return { owners, unresolved };
}
