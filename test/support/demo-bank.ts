import { join } from 'node:path';
import { generateDemo, type DemoBank, type DemoParameters } from '../../src/demo/index.js';
import { projectRoot, WorkingDays } from '../../src/platform/index.js';

export const workingDays = WorkingDays.fromFile(join(projectRoot, 'rules/calendar/cn.json'));

/** The demo bank of the first run, on fixed days. */
export function demoBank(changes: Partial<DemoParameters> = {}): DemoBank {
  return generateDemo({
    customers: 2_000,
    transactions: 100_000,
    seed: 7,
    until: '2026-11-20',
    days: 120,
    isWorkingDay: (day) => workingDays.isWorkingDay(day),
    ...changes,
  });
}
