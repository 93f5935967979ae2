import type { Day } from '../../../platform/index.js';
import type { CustomerKind, Facts, Finding } from '../../../customers/index.js';
import { inForce, quoted } from './basis.js';
import { anyOf, denied, given, isOneOf, stated, type Look } from './paths.js';
import type { Requirement, RequirementFile } from './types.js';

type Check = (facts: Facts) => Finding | undefined;

/** What the law asks to register of each kind of customer, as it stands on a day. */
export function compileRequirements(
  file: RequirementFile,
  day: Day,
): (facts: Facts, simplified: boolean) => Finding[] {
  const tables = new Map<string, Check[]>();
  for (const simplified of [false, true])
    for (const kind of ['individual', 'organisation', 'sole-trader'] as const)
      tables.set(`${kind} ${simplified}`, checksOf(file, day, kind, simplified));
  return (facts, simplified) => {
    const found: Finding[] = [];
    for (const check of tables.get(`${facts.kind} ${simplified}`)!) {
      const finding = check(facts);
      if (finding) found.push(finding);
    }
    return found;
  };
}

function checksOf(file: RequirementFile, day: Day, kind: CustomerKind, simplified: boolean): Check[] {
  const level = simplified ? 'simplified' : 'standard';
  return file.requirements.flatMap((requirement) => {
    const basis = inForce(requirement.basis, day);
    const asked = requirement.kinds.includes(kind) && [level, 'both'].includes(requirement.level);
    if (!basis || !asked) return [];
    const { code, severity, message, refuses, judgedBy } = requirement;
    const finding: Finding = {
      code,
      severity,
      message,
      article: quoted(basis, file.instruments),
      ...(refuses ? { refuses } : {}),
      ...(judgedBy === undefined ? {} : { judgedBy }),
    };
    const applies = conditionOf(requirement);
    const fails = failureOf(requirement);
    return [(facts: Facts) => (applies(facts) && fails(facts) ? finding : undefined)];
  });
}

function conditionOf({ given: path, unless, where }: Requirement): Look {
  const looks: Look[] = [];
  if (path !== undefined) looks.push(given(path));
  if (unless !== undefined) {
    const look = given(unless);
    looks.push((facts) => !look(facts));
  }
  if (where) looks.push(isOneOf(where.path, where.isIn));
  return (facts) => looks.every((look) => look(facts));
}

function failureOf(requirement: Requirement): Look {
  const fails = failureOfOne(requirement);
  const { each, eachGiven } = requirement;
  if (each === undefined) return fails;
  const asked = eachGiven === undefined ? () => true : given(eachGiven);
  return (facts) => {
    const list = (facts as Record<string, unknown>)[each];
    return Array.isArray(list) && list.some((entry) => asked(entry) && fails(entry));
  };
}

function failureOfOne({ need, stated: answered, found, denied: refused }: Requirement): Look {
  if (found) return anyOf(found.map(given));
  if (refused) return anyOf(refused.map(denied));
  const look = need ? anyOf(need.map(given)) : anyOf((answered ?? []).map(stated));
  return (facts) => !look(facts);
}
