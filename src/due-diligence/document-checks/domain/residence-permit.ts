import type { NumberChecker } from './check-part.js';
import { finding } from './findings.js';
import { checkEighteen, otherType, PERMIT_REGIONS, readAndCheck } from './resident-number.js';

/** Residence permits of Hong Kong, Macao and Taiwan residents: the resident form with a region of their own. */
export const checkResidencePermit: NumberChecker = (plain, input, reference, today) =>
  readAndCheck(plain, (number) => {
    if (number.length !== 18)
      return {
        findings: [finding('wrong-length', '/number', { expected: 18, actual: number.length })],
        derived: { normalisedNumber: number },
        suggestions: [],
      };
    const checked = checkEighteen(number, input, reference, today);
    if (PERMIT_REGIONS.includes(number.slice(0, 6))) return checked;
    const resident = !checked.findings.some(({ severity }) => severity === 'error');
    if (resident) return { ...otherType('resident-id', number), derived: checked.derived };
    return {
      ...checked,
      findings: [
        finding('wrong-form', '/number', { form: '810000 / 820000 / 830000 + 12' }),
        ...checked.findings,
      ],
    };
  });
