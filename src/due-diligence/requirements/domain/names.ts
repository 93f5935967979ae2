import type { Day } from '../../../platform/index.js';
import type { Facts, Finding } from '../../../customers/index.js';
import { inForce, quoted } from './basis.js';
import type { RequirementFile } from './types.js';

/**
 * Names that are none. Of the customer the law forbids them; of others around the customer the name on the document
 * is to be registered. `key` folds a name to the form that is compared.
 */
export function compileNames(
  { names, instruments }: RequirementFile,
  day: Day,
  key: (name: string) => string,
): (facts: Facts) => Finding[] {
  const exact = new Set(names.exact.map(key));
  const patterns = names.patterns.map((pattern) => new RegExp(pattern, 'u'));
  const isNone = (name: string): boolean => {
    const folded = key(name);
    return folded === '' || exact.has(folded) || patterns.some((pattern) => pattern.test(folded));
  };
  const finding = (what: 'anonymous' | 'persons'): Finding[] => {
    const { code, message, basis } = names[what];
    const rule = inForce(basis, day);
    return rule ? [{ code, severity: 'error', message, article: quoted(rule, instruments) }] : [];
  };
  const anonymous = finding('anonymous').map((one): Finding => ({ ...one, refuses: true }));
  const persons = finding('persons');
  return (facts) => {
    if (isNone(facts.name)) return anonymous;
    const { legalRepresentative, agent, beneficialOwners = [] } = facts;
    const others = [legalRepresentative, agent, ...beneficialOwners];
    return others.some((person) => person !== undefined && isNone(person.name)) ? persons : [];
  };
}
