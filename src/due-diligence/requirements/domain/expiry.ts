import type { Day } from '../../../platform/index.js';
import type { CustomerDocument, CustomerKind, Facts, Finding } from '../../../customers/index.js';
import { inForce, quoted } from './basis.js';
import { holdersAt, validityStated, type IdentityDocuments } from './identity-documents.js';
import type { RequirementFile } from './types.js';

/**
 * Holders of whose identity documents none is valid any more; only another such document, with its own validity, may
 * stand for one that expired. The bank may restrict after notice (CDD Measures 2025, art. 26), so expiry by itself
 * takes `active` from nobody; it keeps a new customer pending.
 */
export function compileExpiry(
  file: RequirementFile,
  day: Day,
  identityDocuments: IdentityDocuments,
): (facts: Facts) => Finding[] {
  const { expiry, instruments } = file;
  const basis = inForce(expiry.basis, day);
  if (!basis) return () => [];
  const article = quoted(basis, instruments);
  return (facts) => {
    const found: Finding[] = [];
    for (const { code, at, message } of expiry.subjects) {
      const kind: CustomerKind = at === null ? facts.kind : 'individual';
      for (const holder of holdersAt(facts, at)) {
        const last = lastDayOf(file, identityDocuments.of(holder, kind));
        if (last === undefined || last >= day) continue;
        const say = (text: string) => text.replace('{day}', last);
        found.push({
          code,
          severity: 'error',
          message: { en: say(message.en), zh: say(message.zh) },
          article,
          lapse: true,
        });
      }
    }
    return found;
  };
}

/** The last day on which some document is valid; `undefined` when of none the end is known, or one has no end. */
function lastDayOf(file: RequirementFile, documents: readonly CustomerDocument[]): Day | undefined {
  let last: Day | undefined;
  for (const document of documents) {
    const { validUntil, longTerm } = document;
    if (!validityStated(file, document)) continue;
    if (longTerm || validUntil === undefined) return undefined;
    if (last === undefined || validUntil > last) last = validUntil;
  }
  return last;
}
