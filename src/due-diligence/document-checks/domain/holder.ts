import { isDay, type Day } from '../../../platform/index.js';
import { finding } from './findings.js';
import type { DocumentCheckInput, DocumentFinding, DocumentRules } from './types.js';

/** Full years from a birth to a day; who is born on 29 February is a year older on 1 March. */
export function ageOn(born: Day, day: Day): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(5) < born.slice(5) ? years - 1 : years;
}

/** What is wrong with a date of birth in itself: it must have existed, not lie ahead, and be within a lifetime. */
export function checkBirth(
  born: string,
  today: Day,
  { plausibleAge }: DocumentRules,
  pointer = '/number',
): DocumentFinding[] {
  if (!isDay(born)) return [finding('impossible-date-of-birth', pointer, { date: born })];
  if (born > today) return [finding('future-date-of-birth', pointer, { date: born })];
  const age = ageOn(born, today);
  return age > plausibleAge.most ? [finding('implausible-age', pointer, { age })] : [];
}

const GENDER_ZH = { male: '男', female: '女' } as const;

/** Compares birth and sex as a document states them with what was typed. */
export function compareHolder(
  stated: { born?: Day | undefined; gender?: 'male' | 'female' | undefined },
  input: DocumentCheckInput,
  genderCode: 'gender-mismatch' | 'gender-unusual' = 'gender-mismatch',
): DocumentFinding[] {
  const findings: DocumentFinding[] = [];
  const { born, gender } = stated;
  if (born !== undefined && isDay(born) && input.dateOfBirth !== undefined && input.dateOfBirth !== born)
    findings.push(finding('date-of-birth-mismatch', '/dateOfBirth', { date: born }));
  if (gender !== undefined && input.gender !== undefined && input.gender !== gender)
    findings.push(finding(genderCode, '/gender', { gender, genderZh: GENDER_ZH[gender] }));
  return findings;
}
