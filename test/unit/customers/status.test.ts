import type { Finding } from '../../../src/customers/domain/finding.js';
import { holdOf, statusOf, type Standing } from '../../../src/customers/domain/status.js';

const finding = (more: Partial<Finding> = {}): Finding => ({
  code: 'x',
  severity: 'error',
  message: { en: 'x', zh: 'x' },
  ...more,
});
const free: Standing = { closedOn: null, restricted: false, factsHold: 'none', findings: [] };
const refusal = finding({ refuses: true });

describe('the status of a customer', () => {
  it.each<[string, Partial<Standing>]>([
    ['active', {}],
    ['active', { findings: [finding({ severity: 'warning' })] }],
    ['pending', { factsHold: 'pending' }],
    ['pending', { findings: [finding()] }],
    ['restricted', { restricted: true }],
    ['restricted', { restricted: true, findings: [finding()] }],
    ['refused', { restricted: true, factsHold: 'refused' }],
    ['refused', { findings: [finding(), refusal] }],
    ['closed', { closedOn: '2026-01-02', restricted: true, findings: [refusal] }],
  ])('is %s for %j', (status, given) => {
    expect(statusOf({ ...free, ...given })).toBe(status);
  });
});

describe('what findings come to', () => {
  const expired = finding({ lapse: true });

  it('counts what time brought for whoever is new', () => {
    expect(holdOf([expired])).toBe('pending');
  });

  it('takes nothing from an established customer for it', () => {
    expect(holdOf([expired], true)).toBe('none');
    expect(holdOf([expired, finding()], true)).toBe('pending');
  });
});
