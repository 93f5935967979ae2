import { jumps, rateFaults } from '../../../src/transactions/exchange-rates/domain/rate-faults.js';
import { validityOf } from '../../../src/transactions/exchange-rates/domain/validity.js';

describe('the days a rate holds', () => {
  it.each([
    ['safe-monthly', '2026-01-31', '2026-01-01', '2026-02-01'],
    ['safe-monthly', '2024-02-29', '2024-02-01', '2024-03-01'],
    ['safe-monthly', '2025-12-01', '2025-12-01', '2026-01-01'],
    ['central-parity', '2026-02-27', '2026-02-27', '2026-03-09'],
  ] as const)('%s of %s holds from %s to before %s', (kind, day, from, to) => {
    expect(validityOf(kind, day)).toEqual({ from, to });
  });
});

describe('a table of rates', () => {
  const codes = (rates: Record<string, string>, kind: 'safe-monthly' | 'central-parity' = 'safe-monthly') =>
    rateFaults({ kind, base: kind === 'safe-monthly' ? 'USD' : 'CNY', rates }).map(
      ({ pointer, code }) => `${pointer} ${code}`,
    );

  it('takes decimals up to ten and big ones below a thousand', () => {
    expect(codes({ JPY: '0.0067', IDR: '0.0000612345', KWD: '3.25', CNY: '0.14' })).toEqual([]);
    expect(codes({ USD: '7.1', KWD: '999.9999999999' }, 'central-parity')).toEqual([]);
  });

  it.each([
    [{ XXX: '1' }, '/rates/XXX unknown-currency'],
    [{ USD: '1' }, '/rates/USD is-base'],
    [{ JPY: '0' }, '/rates/JPY not-positive'],
    [{ JPY: '0.0000000000' }, '/rates/JPY not-positive'],
    [{ JPY: '-1' }, '/rates/JPY malformed-rate'],
    [{ JPY: '1e3' }, '/rates/JPY malformed-rate'],
    [{ JPY: '0.00000000001' }, '/rates/JPY malformed-rate'],
    [{ JPY: '1000' }, '/rates/JPY implausible-rate'],
  ])('refuses %j', (rates, expected) => {
    expect(codes(rates)).toEqual([expected]);
  });

  it('names every fault at once, the wrong base too', () => {
    const faults = rateFaults({
      kind: 'central-parity',
      base: 'USD',
      rates: { CNY: '7', JPY: '0', USD: '7' },
    });
    expect(faults.map(({ pointer }) => pointer)).toEqual(['/base', '/rates/CNY', '/rates/JPY']);
  });

  it.each([
    ['0.67', true],
    ['0.335', true],
    ['0.3349', false],
    ['0.000135', false],
    ['0.000134', true],
  ])('compares %s with the nearest known 0.0067', (rate, jumping) => {
    expect(jumps({ JPY: rate }, new Map([['JPY', '0.0067']]))).toHaveLength(jumping ? 1 : 0);
  });
});
