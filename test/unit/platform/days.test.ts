import { addDays, BankDays, isDay } from '../../../src/platform/index.js';

describe('days', () => {
  it('are told from what only looks like one, for every month of four centuries', () => {
    for (let year = 1800; year < 2200; year += 1) {
      for (let month = 0; month <= 13; month += 1) {
        const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
        const text = (day: number) =>
          `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const real = month >= 1 && month <= 12;
        expect([isDay(text(0)), isDay(text(1)), isDay(text(last)), isDay(text(last + 1))]).toEqual([
          false,
          real,
          real,
          false,
        ]);
      }
    }
    for (const text of ['2024-2-01', '20240201', '2024-02-01 ', '', '２０２４-02-01'])
      expect(isDay(text)).toBe(false);
  });

  it('have wall-clock times, also around a change of the clock', () => {
    const shanghai = new BankDays('Asia/Shanghai');
    expect(shanghai.at('2024-02-29', 9.5 * 3_600_000).toISOString()).toBe('2024-02-29T01:30:00.000Z');
    // China had summer time from 1986 to 1991.
    expect(shanghai.at('1988-07-01', 0).toISOString()).toBe('1988-06-30T15:00:00.000Z');
    const berlin = new BankDays('Europe/Berlin');
    expect(berlin.at('2024-03-31', 12 * 3_600_000).toISOString()).toBe('2024-03-31T10:00:00.000Z');
    expect(berlin.at('2024-10-27', 12 * 3_600_000).toISOString()).toBe('2024-10-27T11:00:00.000Z');
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
  });
});
