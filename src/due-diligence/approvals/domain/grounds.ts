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

/** An event in its order, and the merged record it was made for; null for the customer's own. */
export interface OrderedEvent extends ApprovalEvent {
  position: number;
  mergedFrom: string | null;
  /** Null of events of before digests were kept. */
  digest: Buffer | null;
}

const GRAVITY: Readonly<Record<ApprovalEvent['kind'], number>> = { approved: 0, asked: 1, refused: 2 };

/**
 * What holds of a customer: the last event of its own, and the last about each record merged into it that came after
 * that; the gravest of them, about the grounds of all that are as grave. A decision answers all that was known.
 * @param events in any order
 */
export function standingEvent(events: readonly OrderedEvent[]): ApprovalEvent | undefined {
  const last = new Map<string | null, OrderedEvent>();
  for (const event of events)
    if (event.position > (last.get(event.mergedFrom)?.position ?? 0)) last.set(event.mergedFrom, event);
  const own = last.get(null)?.position ?? 0;
  const standing = [...last.values()].filter(({ position }) => position >= own);
  const gravest = Math.max(...standing.map(({ kind }) => GRAVITY[kind]));
  const holding = standing.filter(({ kind }) => GRAVITY[kind] === gravest);
  return holding.length === 0
    ? undefined
    : { kind: holding[0]!.kind, grounds: [...new Set(holding.flatMap(({ grounds }) => grounds))].sort() };
}

/** Whether the facts state the ground; others come from what is missing, and bringing it removes them. */
const isStated = (file: RequirementFile, ground: string): boolean =>
  !file.approvals.some(({ code, finds }) => code === ground && finds !== undefined);

/** Of the grounds that an event is about, those that hold, and of what was asked those that are no longer stated. */
export const openGrounds = (
  file: RequirementFile,
  { kind, grounds }: ApprovalEvent,
  now: readonly string[],
): string[] => grounds.filter((ground) => kind !== 'asked' || isStated(file, ground) || now.includes(ground));

/**
 * What must be asked when a customer is stored; empty for nothing. A refusal stands until it is taken back. What was
 * asked or approved is asked again when what it rests on changes, also when a ground that was stated is gone: whoever
 * takes it away is not who decides that it may go.
 * @param sameFacts whether the last event was about these very facts
 */
export function groundsToAsk(
  file: RequirementFile,
  last: ApprovalEvent | undefined,
  { before, after, sameFacts }: { before: readonly string[]; after: readonly string[]; sameFacts: boolean },
): string[] {
  if (last?.kind === 'refused') return [];
  if (!last) return [...after];
  const gone = before.filter((ground) => !after.includes(ground) && isStated(file, ground));
  const covered =
    sameFacts && after.every((ground) => last.grounds.includes(ground) && before.includes(ground));
  if (gone.length === 0 && (after.length === 0 || covered)) return [];
  const open = last.kind === 'asked' ? openGrounds(file, last, after) : [];
  return [...new Set([...open, ...after, ...gone])].sort();
}

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
