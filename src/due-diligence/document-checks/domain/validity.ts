import { addDays, isDay, type Day } from '../../../platform/index.js';
import { finding } from './findings.js';
import { ageOn } from './holder.js';
import type { DocumentCheckInput, DocumentFinding, DocumentRules } from './types.js';

/** The same day so many years or months later; 29 February and the 31st become the last day of their month. */
function later(day: Day, years: number, months = 0): Day {
  const month = Number(day.slice(5, 7)) - 1 + months;
  const first = `${Number(day.slice(0, 4)) + years + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  for (let date = Number(day.slice(8)); ; date--) {
    const found = `${first}-${String(date).padStart(2, '0')}`;
    if (isDay(found)) return found;
  }
}

const inYears = (years: number | null): { years: string; yearsZh: string } =>
  years === null
    ? { years: 'without end', yearsZh: '长期' }
    : { years: `${years} years`, yearsZh: `${years}年` };

/** The days printed on a document, against today, its holder's age and the terms such documents are given for. */
export function checkValidity(
  input: DocumentCheckInput,
  born: Day | undefined,
  today: Day,
  rules: DocumentRules,
): DocumentFinding[] {
  const { issuedOn, type } = input;
  const longTerm =
    input.longTerm === true ||
    (input.validUntil !== undefined && rules.longTermDays.includes(input.validUntil));
  const until = longTerm ? undefined : input.validUntil;
  const found: DocumentFinding[] = [];
  if (issuedOn !== undefined && issuedOn > today)
    found.push(finding('not-yet-issued', '/issuedOn', { date: issuedOn }));
  if (issuedOn !== undefined && born !== undefined && issuedOn < born)
    found.push(finding('issued-before-birth', '/issuedOn'));
  if (until !== undefined && issuedOn !== undefined && until < issuedOn)
    found.push(finding('ends-before-issue', '/validUntil'));
  if (until !== undefined && until < today) found.push(finding('expired', '/validUntil', { date: until }));
  else if (until !== undefined && until <= addDays(today, rules.expiresSoonDays.value))
    found.push(finding('expires-soon', '/validUntil', { date: until }));
  if (longTerm && !rules.longTermTypes.includes(type)) found.push(finding('long-term-unusual', '/longTerm'));
  if (type === 'resident-id' && born !== undefined)
    found.push(...residentCardTerm({ born, issuedOn, until, longTerm }, today, rules));
  const term = usualTerm(type, rules);
  if (
    term !== undefined &&
    issuedOn !== undefined &&
    until !== undefined &&
    until > later(issuedOn, term.years, term.months)
  )
    found.push(finding('unusual-term', '/validUntil', term.text));
  return found;
}

function usualTerm(type: DocumentCheckInput['type'], rules: DocumentRules) {
  if (type === 'hk-macao-taiwan-residence') {
    const years = rules.residencePermitYears.value;
    return { years, months: 0, text: inYears(years) };
  }
  if (type !== 'temporary-resident-id') return undefined;
  const months = rules.temporaryCardMonths.value;
  return { years: 0, months, text: { years: `${months} months`, yearsZh: `${months}个月` } };
}

/** Cards are given for 5, 10 or 20 years or without end, by the holder's age on the day of issue. */
function residentCardTerm(
  card: { born: Day; issuedOn: Day | undefined; until: Day | undefined; longTerm: boolean },
  today: Day,
  { residentCardTerms: { bands } }: DocumentRules,
): DocumentFinding[] {
  const { born, issuedOn, until, longTerm } = card;
  const endless = bands.find(({ years }) => years === null)?.fromAge;
  if (endless === undefined || born > today) return [];
  if (longTerm)
    return ageOn(born, issuedOn ?? today) < endless
      ? [finding('long-term-too-young', '/longTerm', { age: endless })]
      : [];
  if (until === undefined) return [];
  if (issuedOn !== undefined && issuedOn >= born) {
    const age = ageOn(born, issuedOn);
    const band = bands.findLast(({ fromAge }) => fromAge <= age)!;
    return band.years === null || later(issuedOn, band.years) !== until
      ? [finding('unusual-term', '/validUntil', inYears(band.years))]
      : [];
  }
  // Without the day of issue: no card can end later than the longest term after today, nor, given before the age of
  // cards without end, later than that term after it.
  const longest = Math.max(...bands.map(({ years }) => years ?? 0));
  const tooFar = until > later(today, longest) || until >= later(born, endless + longest);
  return tooFar
    ? [finding('unusual-term', '/validUntil', inYears(ageOn(born, today) >= endless ? null : longest))]
    : [];
}
