import type { Day } from '../../../platform/index.js';
import type { CustomerDocument, Facts, Finding } from '../../../customers/index.js';
import { inForce, quoted } from './basis.js';
import type { RequirementFile } from './types.js';

/**
 * Documents of which none is valid any more. The bank may restrict after notice (CDD Measures 2025, art. 26), so
 * expiry by itself takes `active` from nobody; it keeps a new customer pending.
 */
export function compileExpiry(
  { expiry, instruments }: RequirementFile,
  day: Day,
): (facts: Facts) => Finding[] {
  const basis = inForce(expiry.basis, day);
  if (!basis) return () => [];
  const article = quoted(basis, instruments);
  return (facts) => {
    const found: Finding[] = [];
    for (const { code, at, message } of expiry.subjects) {
      const last = lastDayOf(at === null ? facts : (facts as Record<string, unknown>)[at]);
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
    return found;
  };
}

/** The last day on which some document is valid; `undefined` when there is none or one has no known end. */
function lastDayOf(holder: unknown): Day | undefined {
  const { documents = [] } = (holder ?? {}) as { documents?: readonly CustomerDocument[] };
  let last: Day | undefined;
  for (const { validUntil, longTerm } of documents) {
    if (longTerm || validUntil === undefined) return undefined;
    if (last === undefined || validUntil > last) last = validUntil;
  }
  return last;
}
