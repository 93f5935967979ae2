import { changedFields } from '../../../src/customers/domain/changes.js';
import { contradictions } from '../../../src/customers/domain/contradictions.js';
import { normalised, type Facts } from '../../../src/customers/domain/record.js';
import { walkInNumber } from '../../../src/customers/domain/walk-in-number.js';

const document = { type: 'resident-id' as const, number: '110101199003072516', validUntil: '2035-01-01' };
const person: Facts = {
  kind: 'individual',
  branch: 'B1',
  name: '王芳',
  gender: 'female',
  nationality: 'CHN',
  occupation: '20100',
  addresses: [{ type: 'residence', text: '朝阳区某路 1 号', country: 'CHN' }],
  contacts: [{ type: 'mobile', value: '13800000000', consent: true }],
  documents: [document],
};
const relied = (assessedOn: string) => ({ institution: '某公司', assessedOn });

describe('contradictions', () => {
  it.each([
    [{ dateOfBirth: '2026-01-02' }, '/dateOfBirth', 'in-future'],
    [{ dateOfBirth: '1849-12-31' }, '/dateOfBirth', 'implausible-date'],
    [{ openedOn: '2026-01-02' }, '/openedOn', 'in-future'],
    [{ reliedOnThirdParty: relied('2026-01-02') }, '/reliedOnThirdParty/assessedOn', 'in-future'],
    [{ reliedOnThirdParty: relied('1995-01-01') }, '/reliedOnThirdParty/assessedOn', 'implausible-date'],
    [
      { documents: [{ ...document, issuedOn: '2025-12-31', validUntil: '2025-12-30' }] },
      '/documents/0/validUntil',
      'before-issue',
    ],
    [
      {
        accounts: [
          {
            accountNumber: '1',
            type: 'current',
            currency: 'CNY',
            openedOn: '2025-01-02',
            closedOn: '2025-01-01',
          },
        ],
      },
      '/accounts/0/closedOn',
      'before-opening',
    ],
    [
      {
        accounts: [
          { accountNumber: '1', type: 'current', currency: 'CNY', openedOn: '2025-01-02' },
          { accountNumber: '1', type: 'current', currency: 'USD', openedOn: '2025-01-02' },
        ],
      },
      '/accounts/1/accountNumber',
      'repeated',
    ],
  ] as [Partial<Facts>, string, string][])('sees %j', (more, pointer, code) => {
    expect(contradictions({ ...person, ...more }, '2026-01-01')).toMatchObject([{ pointer, code }]);
  });

  it('takes what borders on it', () => {
    const edge = { ...document, issuedOn: '2026-01-01', validUntil: '2026-01-01' };
    expect(contradictions({ ...person, dateOfBirth: '2026-01-01', documents: [edge] }, '2026-01-01')).toEqual(
      [],
    );
  });
});

describe('a record in one form', () => {
  it('drops what says nothing', () => {
    expect(
      normalised({
        ...person,
        publicBody: false,
        accounts: [],
        documents: [{ ...document, longTerm: false, images: [] }],
      }),
    ).toEqual(person);
  });

  it('names the changed fields, lists whole', () => {
    expect(
      changedFields({ a: 1, o: { x: 1, y: 2 }, l: [1, 2] }, { o: { x: 1, y: 3 }, l: [1], 'n/~': true }),
    ).toEqual([
      { pointer: '/a', before: 1 },
      { pointer: '/l', before: [1, 2], after: [1] },
      { pointer: '/n~1~0', after: true },
      { pointer: '/o/y', before: 2, after: 3 },
    ]);
  });
});

describe('the number of a walk-in person', () => {
  it('follows the document, however it is written', () => {
    const number = walkInNumber({ name: '王芳', documents: [document] });
    expect(number).toMatch(/^W[0-9A-HJKMNP-TV-Z]{13}$/);
    expect(
      walkInNumber({ name: 'Wang Fang', documents: [{ ...document, number: ' 110101 19900307 2516' }] }),
    ).toBe(number);
    expect(walkInNumber({ name: '王芳', documents: [{ ...document, type: 'other' }] })).not.toBe(number);
  });

  it('follows name and day of birth without a document', () => {
    const number = walkInNumber({ name: '王芳', dateOfBirth: '1990-03-07' });
    expect(walkInNumber({ name: '王 芳', dateOfBirth: '1990-03-07' })).toBe(number);
    expect(walkInNumber({ name: '王芳' })).not.toBe(number);
  });
});
