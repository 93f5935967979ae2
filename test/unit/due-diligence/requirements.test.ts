import type { Facts } from '../../../src/customers/index.js';
import { missingFacts } from '../../../src/due-diligence/requirements/domain/missing-facts.js';

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
const firm: Facts = {
  kind: 'organisation',
  branch: 'B1',
  name: '某某有限公司',
  businessScope: '软件开发',
  addresses: person.addresses!,
  documents: [{ type: 'unified-social-credit', number: '91110000MA0000000X', longTerm: true }],
  legalRepresentative: { name: '王芳', documents: [document], contacts: person.contacts! },
};
const codes = (facts: Facts) => missingFacts(facts).map(({ code }) => code);

describe('facts a bank must register (CDD Measures art. 49)', () => {
  it('finds a whole person and a whole firm in order', () => {
    expect(codes(person)).toEqual([]);
    expect(codes(firm)).toEqual([]);
  });
  it('misses what a person lacks', () => {
    expect(codes({ kind: 'individual', name: '王芳' })).toEqual([
      'missing-document',
      'missing-address',
      'missing-gender',
      'missing-nationality',
      'missing-occupation',
      'missing-contact',
    ]);
  });
});
