import type { Day } from '../../../platform/index.js';
import type { Assess, Facts, Finding } from '../../../customers/index.js';
import { inForce, quoted } from './basis.js';
import { compileExpiry } from './expiry.js';
import { compileIdentityDocuments } from './identity-documents.js';
import { compileNames } from './names.js';
import { compileNationalities } from './nationality.js';
import { anyOf, given, isOneOf } from './paths.js';
import { compileRequirements } from './requirement-check.js';
import type { RequirementFile } from './types.js';

/** What is found in the documents of a customer and of the persons around it. */
export type DocumentFindings = (facts: Facts, day: Day) => Finding[];

export interface AssessParts {
  file: RequirementFile;
  /** Folds a name to the form that is compared. */
  nameKey: (name: string) => string;
  documents?: DocumentFindings;
}

/**
 * What keeps a customer from being active, by its facts alone; the same for entering, changing and importing. Pure;
 * the rules of a day are compiled once.
 */
export function createAssess(parts: AssessParts): Assess {
  let compiled: { day: Day; assess: (facts: Facts) => Finding[] } | undefined;
  return (facts, day) => {
    if (compiled?.day !== day) compiled = { day, assess: compile(parts, day) };
    return compiled.assess(facts);
  };
}

function compile({ file, nameKey, documents }: AssessParts, day: Day): (facts: Facts) => Finding[] {
  const names = compileNames(file, day, nameKey);
  const identity = compileIdentityDocuments(file, day);
  const requirements = compileRequirements(file, day, identity);
  const expiry = compileExpiry(file, day, identity);
  const nationalities = compileNationalities(file, day);
  const { code, message, basis, given: bars, countries } = file.barsSimplified;
  const rule = inForce(basis, day);
  const barred: Finding = {
    code,
    severity: 'error',
    message,
    ...(rule ? { article: quoted(rule, file.instruments) } : {}),
  };
  const documentRule = inForce(file.documents.basis, day);
  const article = documentRule ? { article: quoted(documentRule, file.instruments) } : {};
  const listed = file.listedCountries.flatMap((one) =>
    (one.from ?? day) <= day && (one.to === undefined || day < one.to) ? [one.code] : [],
  );
  const bar = anyOf([...bars.map(given), ...countries.at.map((path) => isOneOf(path, listed))]);
  return (facts) => {
    const asked = facts.dueDiligence === 'simplified';
    const simplified = asked && rule !== undefined && !bar(facts);
    return [
      ...names(facts),
      ...(asked && !simplified ? [barred] : []),
      ...requirements(facts, simplified),
      ...identity.findings(facts),
      ...expiry(facts),
      ...nationalities(facts),
      ...(documents?.(facts, day) ?? []).map((one) => ({ ...one, ...article })),
    ];
  };
}
