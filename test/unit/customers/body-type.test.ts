import { bodyTypeAfter } from '../../../src/customers/relationships/domain/body-type.js';

const [company, state, trader, person] = [
  { kind: 'organisation' },
  { kind: 'organisation', publicBody: true },
  { kind: 'sole-trader' },
  { kind: 'individual' },
] as const;

it.each([
  ['state-organ', state, company, null],
  ['public-institution', state, company, null],
  ['company', state, company, 'company'],
  ['public-institution', company, company, 'public-institution'],
  [null, company, state, 'state-organ'],
  ['villagers-committee', company, state, 'villagers-committee'],
  ['company', company, state, 'state-organ'],
  ['sole-trader', trader, company, null],
  ['sole-trader', trader, state, 'state-organ'],
  ['state-organ', state, trader, 'sole-trader'],
  ['fund', company, trader, 'sole-trader'],
  ['company', company, person, null],
  [null, person, company, null],
] as const)('what was %s, after %j became %j, is %s', (known, before, after, expected) => {
  expect(bodyTypeAfter(known, before, after)).toBe(expected);
});
