import {
  creditCodeCheck,
  organisationCodeCheck,
  residentIdCheck,
} from '../../../src/demo/identity-numbers.js';
import { demoBank } from '../../support/demo-bank.js';

/** GB 11643: the weighted sum of all eighteen characters, the check counting as it stands, leaves 1 modulo 11. */
function residentIdHolds(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number)) return false;
  let power = 1;
  let sum = 0;
  for (let i = 17; i >= 0; i--) {
    sum += (number[i] === 'X' ? 10 : Number(number[i])) * power;
    power = (power * 2) % 11;
  }
  return sum % 11 === 1;
}

/** GB 32100: the weighted sum with the check character leaves 0 modulo 31. */
function creditCodeHolds(code: string): boolean {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  if (![...code].every((character) => alphabet.includes(character)) || code.length !== 18) return false;
  let power = 1;
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    sum += alphabet.indexOf(code[i] as string) * power;
    power = (power * 3) % 31;
  }
  return (
    (sum + alphabet.indexOf(code[17] as string)) % 31 === 0 &&
    organisationCodeCheck(code.slice(8, 16)) === code[16]
  );
}

describe('check characters', () => {
  it('agree with the examples of the standards', () => {
    expect(residentIdCheck('11010519491231002')).toBe('X');
    expect(residentIdCheck('44052418800101001')).toBe('4');
    expect(creditCodeCheck('91350100M000100Y4')).toBe('3');
    expect(organisationCodeCheck('M000100Y')).toBe('4');
    expect(creditCodeCheck('9144030071526726X')).toBe('G');
    expect(residentIdHolds('11010519491231002X')).toBe(true);
    expect(residentIdHolds('110105194912310021')).toBe(false);
    expect(creditCodeHolds('91350100M000100Y44')).toBe(false);
  });
});

describe('documents of the demo bank', () => {
  const customers = [...demoBank({ customers: 3_000, transactions: 3_000, days: 5 }).customers];
  const documents = customers.flatMap((one) => [
    ...(one.documents ?? []).map((document) => ({ document, holder: one })),
    ...(one.legalRepresentative?.documents ?? []).map((document) => ({
      document,
      holder: one.legalRepresentative as { dateOfBirth?: string; gender?: string },
    })),
  ]);

  it('have valid check characters and say what the holder record says', () => {
    const seen = { residents: 0, firms: 0 };
    for (const { document, holder } of documents) {
      if (document.type === 'resident-id') {
        seen.residents += 1;
        expect([document.number, residentIdHolds(document.number)]).toEqual([document.number, true]);
        expect(document.number.slice(6, 14)).toBe(holder.dateOfBirth?.replaceAll('-', ''));
        expect(Number(document.number[16]) % 2 === 1).toBe(holder.gender === 'male');
      } else if (document.type === 'unified-social-credit') {
        seen.firms += 1;
        expect([document.number, creditCodeHolds(document.number)]).toEqual([document.number, true]);
      }
    }
    expect(seen.residents).toBeGreaterThan(2_500);
    expect(seen.firms).toBe(750);
  });

  it('belong to nobody: county 99 of no prefecture has ever been assigned', () => {
    for (const { document } of documents) {
      if (document.type === 'resident-id') expect(document.number.slice(4, 6)).toBe('99');
      if (document.type === 'unified-social-credit') expect(document.number.slice(6, 8)).toBe('99');
    }
  });

  it('are of several kinds, and no two customers share one', () => {
    const types = new Set(documents.map(({ document }) => document.type));
    expect([...types].sort()).toEqual(
      ['hk-macao-permit', 'passport', 'resident-id', 'taiwan-permit', 'unified-social-credit'].sort(),
    );
    const own = customers.flatMap((one) => (one.documents ?? []).map(({ type, number }) => type + number));
    expect(new Set(own).size).toBe(own.length);
  });
});
