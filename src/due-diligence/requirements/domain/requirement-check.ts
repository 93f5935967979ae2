import type { Day } from '../../../platform/index.js';
import type { CustomerKind, Facts, Finding } from '../../../customers/index.js';
import { inForce, quoted } from './basis.js';
import { holdersAt, validityStated, type Holder, type IdentityDocuments } from './identity-documents.js';
import { anyOf, denied, given, isOneOf, stated, type Look } from './paths.js';
import type { Requirement, RequirementFile } from './types.js';

type Check = (facts: Facts) => Finding | undefined;

/** What the law asks to register of each kind of customer, as it stands on a day. */
export function compileRequirements(
  file: RequirementFile,
  day: Day,
  identityDocuments: IdentityDocuments,
): (facts: Facts, simplified: boolean) => Finding[] {
  const tables = new Map<string, Check[]>();
  for (const simplified of [false, true])
    for (const kind of ['individual', 'organisation', 'sole-trader'] as const)
      tables.set(`${kind} ${simplified}`, checksOf(file, day, { kind, simplified, identityDocuments }));
  return (facts, simplified) => {
    const found: Finding[] = [];
    for (const check of tables.get(`${facts.kind} ${simplified}`)!) {
      const finding = check(facts);
      if (finding) found.push(finding);
    }
    return found;
  };
}

function checksOf(
  file: RequirementFile,
  day: Day,
  table: { kind: CustomerKind; simplified: boolean; identityDocuments: IdentityDocuments },
): Check[] {
  const { kind, simplified, identityDocuments } = table;
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
    const fails =
      requirement.of === 'identity-documents'
        ? validityMissing(file, requirement, identityDocuments)
        : failureOf(requirement);
    return [(facts: Facts) => (applies(facts) && fails(facts) ? finding : undefined)];
  });
}

/** Of every document that proves who its holder is, each for itself. */
function validityMissing(
  file: RequirementFile,
  { each, need = [] }: Requirement,
  identityDocuments: IdentityDocuments,
): (facts: Facts) => boolean {
  const at = each ?? (need[0]!.startsWith('documents.') ? null : need[0]!.split('.')[0]!);
  return (facts) => {
    const kind = at === null ? facts.kind : 'individual';
    return holdersAt(facts, at).some((holder: Holder) =>
      identityDocuments.of(holder, kind).some((document) => !validityStated(file, document)),
    );
  };
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
