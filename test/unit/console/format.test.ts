import fc from 'fast-check';
import { csvLines } from '../../../src/console/api/export.js';
import {
  addDays,
  daysBetween,
  formatAmount,
  formatDay,
  formatInstant,
  groupDigits,
  percentOf,
} from '../../../src/console/i18n/format.js';

describe('amounts', () => {
  it('are grouped as text, whatever their size', () => {
    expect(groupDigits('1234567.50')).toBe('1,234,567.50');
    expect(groupDigits('999')).toBe('999');
    expect(groupDigits('-1000')).toBe('−1,000');
    expect(groupDigits('123456789012345678901234.56')).toBe('123,456,789,012,345,678,901,234.56');
    expect(groupDigits('not a number')).toBe('not a number');
  });

  it('lose and gain no digit by grouping', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), (value) => {
        expect(groupDigits(String(value)).replaceAll(',', '')).toBe(String(value));
      }),
    );
  });

  it('show the decimals of their currency', () => {
    expect(formatAmount('50000', 'CNY')).toBe('50,000.00');
    expect(formatAmount('0.5', 'USD')).toBe('0.50');
    expect(formatAmount('1200000', 'JPY')).toBe('1,200,000');
    expect(formatAmount('1.0625', 'USD')).toBe('1.0625');
  });

  it('are shared with a limit without rounding up to it', () => {
    expect(percentOf('49999.99', '50000')).toBe(99);
    expect(percentOf('50000.00', '50000')).toBe(100);
    expect(percentOf('1', '0')).toBeNull();
    expect(percentOf('x', '1')).toBeNull();
  });
});

describe('days and instants', () => {
  it('are written as the reader is used to, in the zone of the bank', () => {
    expect(formatDay('2026-11-02', 'zh-CN')).toBe('2026-11-02');
    expect(formatDay('2026-11-02', 'en')).toBe('2 Nov 2026');
    expect(formatDay('soon', 'en')).toBe('soon');
    expect(formatInstant('2026-11-01T16:30:05.000Z', 'zh-CN')).toBe('2026-11-02 00:30');
    expect(formatInstant('2026-11-01T16:30:05.000Z', 'en', true)).toBe('2 Nov 2026 00:30:05');
  });

  it('are counted over the ends of months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1);
  });
});

describe('exported lines', () => {
  const line = (value: string | number | null) =>
    csvLines([{ value }], [{ title: 'x', value: (x) => x.value }]);

  it('quote what would break them', () => {
    expect(line('a,b')).toBe('"a,b"\r\n');
    expect(line('say "hi"')).toBe('"say ""hi"""\r\n');
    expect(line(null)).toBe('\r\n');
  });

  it('never run as a formula, and leave negative amounts alone', () => {
    expect(line('=1+1')).toBe("'=1+1\r\n");
    expect(line('@SUM(A1)')).toBe("'@SUM(A1)\r\n");
    expect(line('-cmd')).toBe("'-cmd\r\n");
    expect(line('-12.50')).toBe('-12.50\r\n');
  });
});
