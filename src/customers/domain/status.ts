import type { Day } from '../../platform/index.js';
import type { CustomerStatus } from '../schemas.js';
import type { Finding } from './finding.js';
import { findingsByJudge, ownFindings } from './judged.js';

/** What findings come to. */
export type Hold = 'none' | 'pending' | 'refused';

/**
 * What a list of findings comes to. For an `established` customer, whose facts were in order before, what came by the
 * passing of time does not count.
 */
export function holdOf(findings: readonly Finding[], established = false): Hold {
  const standing = findings.filter(({ lapse }) => !(established && lapse));
  if (standing.some(({ refuses }) => refuses)) return 'refused';
  return standing.some(({ severity }) => severity === 'error') ? 'pending' : 'none';
}

/** Findings as they are shown: what came by time to an established customer is a warning. */
export const asStanding = (findings: readonly Finding[], established: boolean): Finding[] =>
  findings.map((one) => (established && one.lapse ? { ...one, severity: 'warning' } : one));

/** All that a status follows from. */
export interface Standing {
  closedOn: Day | null;
  restricted: boolean;
  /** What the registered facts come to. */
  factsHold: Hold;
  /** What is known only from the database. */
  findings: readonly Finding[];
}

/** The status of a customer; closed goes before refused, restricted, pending and active. */
export function statusOf({ closedOn, restricted, factsHold, findings }: Standing): CustomerStatus {
  const holds = [factsHold, holdOf(findings)];
  if (closedOn !== null) return 'closed';
  if (holds.includes('refused')) return 'refused';
  if (restricted) return 'restricted';
  return holds.includes('pending') ? 'pending' : 'active';
}

/** How a customer stands of whom nothing is known but the facts, which `found` judges. */
export function newStanding(found: readonly Finding[]): {
  status: CustomerStatus;
  factsHold: Hold;
  findings: Record<string, Finding[]>;
  findingCodes: string[];
} {
  const factsHold = holdOf(ownFindings(found));
  const findings = findingsByJudge(found);
  const standing = { closedOn: null, restricted: false, factsHold, findings: Object.values(findings).flat() };
  return { status: statusOf(standing), factsHold, findings, findingCodes: codesOf(found) };
}

/** The codes of what the facts lack, to find customers by; what comes by time is not in the facts. */
export const codesOf = (found: readonly Finding[]): string[] => [
  ...new Set(ownFindings(found).flatMap(({ code, lapse }) => (lapse ? [] : [code]))),
];
