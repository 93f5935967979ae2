import { sha256 } from '../../platform/index.js';
import type { Determination } from './domain/determination.js';
import type { NewDetermination, OwnerRow, Subject } from './store.js';
import type { LoadedStructure } from './structures.js';

/**
 * What is stored of a body looked at again; undefined when all is as before. What the usual rules find has a number of
 * its own, which a branch sees: it goes on only when that became something else.
 */
export function newDetermination({
  subject,
  structure,
  result,
  usual,
}: {
  subject: Subject;
  structure: LoadedStructure;
  result: Determination;
  usual: Determination;
}): NewDetermination | undefined {
  const digest = digestOf(result);
  const usualDigest = usual === result ? digest : digestOf(usual);
  const usualChanged = subject.usualDigest !== usualDigest;
  if (subject.digest === digest && !usualChanged) return undefined;
  const alike = digest === usualDigest;
  const rows = (of: Determination, rules: OwnerRow['rules']): OwnerRow[] =>
    of.owners.map(({ party, basis, share }) => ({
      party: structure.keys.get(party)!,
      basis,
      share: share ?? null,
      rules,
    }));
  return {
    customer: subject.customer,
    version: subject.version + 1,
    digest,
    result,
    usualVersion: subject.usualVersion + (usualChanged ? 1 : 0),
    usualFirst: subject.usualDigest === null,
    usualDigest,
    usual: alike ? null : usual,
    owners: alike ? rows(result, 'both') : [...rows(result, 'stronger'), ...rows(usual, 'usual')],
  };
}

/** What makes two results the same: owners, their shares and what is open; not by which chains. */
function digestOf({ outcome, owners, threshold, unresolved, open, complexity, rule }: Determination): string {
  const content = [
    outcome,
    threshold,
    rule,
    owners.map(({ party, basis, share, means }) => [party, basis, share, means]).sort(),
    unresolved.map(({ code, parties }) => [code, [...parties].sort()]).sort(),
    open,
    complexity,
  ];
  return sha256(JSON.stringify(content)).toString('hex');
}
