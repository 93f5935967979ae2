import type { Day } from '../../../platform/index.js';
import type { Facts, Finding } from '../../../customers/index.js';
import { inForce, quoted } from '../../requirements/domain/basis.js';
import { compileIdentityDocuments } from '../../requirements/domain/identity-documents.js';
import { given, isOneOf, type Look } from '../../requirements/domain/paths.js';
import type { RequirementFile } from '../../requirements/domain/types.js';

/** Why someone senior must approve this relationship, by codes of the requirements; empty for most customers. */
export function groundsOn(file: RequirementFile, day: Day): (facts: Facts) => string[] {
  const identity = compileIdentityDocuments(file, day);
  const rules = file.approvals.flatMap(({ code, basis, given: path, where, finds }) => {
    if (!inForce(basis, day)) return [];
    const looks: Look[] = [];
    if (path !== undefined) looks.push(given(path));
    if (where) looks.push(isOneOf(where.path, where.isIn));
    if (finds)
      looks.push((facts) => identity.findings(facts as Facts).some((one) => finds.includes(one.code)));
    return [{ code, applies: (facts: Facts) => looks.every((look) => look(facts)) }];
  });
  return (facts) => rules.filter(({ applies }) => applies(facts)).map(({ code }) => code);
}

/**
 * The facts that grounds rest on, in one text that is equal where they are. Scans are not among them: they prove what
 * is said, and come in later.
 */
export function factsOf(file: RequirementFile, grounds: readonly string[], facts: Facts): string {
  const rules = file.approvals.filter(({ code }) => grounds.includes(code));
  const fields = [...new Set(rules.flatMap(({ restsOn }) => restsOn))].sort();
  const named = facts as unknown as Record<string, unknown>;
  return JSON.stringify(fields.map((field) => [field, meant(named[field])]));
}

/** A value in one order, without what says nothing, which is stored or not, and without scans. */
function meant(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(meant);
  if (value === null || typeof value !== 'object') return value ?? null;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'images')
      .map(([name, one]) => [name, meant(one)] as const)
      .filter(([, one]) => one !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** What the last event about a relationship says. */
export interface ApprovalEvent {
  kind: 'asked' | 'approved' | 'refused';
  grounds: readonly string[];
}

/** What somebody senior is asked about: why, and a digest of the facts it rests on. */
export interface Asked {
  grounds: readonly string[];
  digest: Buffer;
}

/** Whether an event speaks about all of these grounds, on these very facts. */
export const covers = (event: Asked, { grounds, digest }: Asked): boolean =>
  grounds.every((ground) => event.grounds.includes(ground)) && event.digest.equals(digest);

/** What an event leaves to say about the customer. The words do not tell a teller why. */
export function approvalFindings(
  file: RequirementFile,
  { kind, grounds }: ApprovalEvent,
  day: Day,
): Finding[] {
  if (kind === 'approved') return [];
  const { awaited, refused } = file.approvalMessages;
  const rule = file.approvals.find(({ code }) => grounds.includes(code));
  const basis = rule && inForce(rule.basis, day);
  const article = basis ? { article: quoted(basis, file.instruments) } : {};
  return kind === 'asked'
    ? [{ code: 'approval-awaited', severity: 'error', message: awaited, ...article }]
    : [{ code: 'relationship-refused', severity: 'error', message: refused, refuses: true, ...article }];
}
