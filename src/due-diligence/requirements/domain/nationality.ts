import type { Day } from '../../../platform/index.js';
import type { Facts, Finding } from '../../../customers/index.js';
import { inForce, quoted } from './basis.js';
import type { RequirementFile } from './types.js';

/** Nationalities that do not go with a document, by what its type says of the holder; each code once. */
export function compileNationalities(
  { nationalities, instruments }: RequirementFile,
  day: Day,
): (facts: Facts) => Finding[] {
  const rules = nationalities.flatMap(({ code, types, among, notAmong, severity, message, basis }) => {
    const rule = inForce(basis, day);
    if (!rule) return [];
    const fits = (nationality: string): boolean =>
      (among === undefined || among.includes(nationality)) && !notAmong?.includes(nationality);
    const finding: Finding = { code, severity, message, article: quoted(rule, instruments) };
    return [{ types, fits, finding }];
  });
  return (facts) => {
    const found = new Map<string, Finding>();
    const { legalRepresentative, agent, beneficialOwners = [] } = facts;
    for (const holder of [facts, legalRepresentative, agent, ...beneficialOwners]) {
      if (holder?.nationality === undefined) continue;
      const { nationality, documents = [] } = holder;
      for (const { type } of documents) {
        const failed = rules.find(({ types, fits }) => types.includes(type) && !fits(nationality));
        if (failed) found.set(failed.finding.code, failed.finding);
      }
    }
    return [...found.values()];
  };
}
