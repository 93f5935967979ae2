import { readFileSync } from 'node:fs';
import { addDays, type Day } from './days.js';

interface CalendarYear {
  status: 'final' | 'estimated';
  holidays: { name: string; from: Day; to: Day }[];
  makeUpWorkingDays: Day[];
}

export interface CalendarFile {
  id: string;
  years: Record<string, CalendarYear>;
}

/** A legal deadline; `estimated` when a day on the way has no published holiday notice yet. */
export interface Deadline {
  day: Day;
  estimated: boolean;
}

/**
 * Working days by dated notices: weekends and holidays are free, make-up days are not.
 * A year without notice counts weekends only and marks what depends on it as estimated.
 */
export class WorkingDays {
  private readonly free = new Set<Day>();
  private readonly makeUp = new Set<Day>();
  private readonly final = new Set<string>();

  constructor(file: CalendarFile) {
    for (const [year, { status, holidays, makeUpWorkingDays }] of Object.entries(file.years)) {
      if (status === 'final') this.final.add(year);
      for (const { from, to } of holidays) {
        for (let day = from; day <= to; day = addDays(day, 1)) this.free.add(day);
      }
      for (const day of makeUpWorkingDays) this.makeUp.add(day);
    }
  }

  static fromFile(path: string): WorkingDays {
    return new WorkingDays(JSON.parse(readFileSync(path, 'utf8')) as CalendarFile);
  }

  isWorkingDay(day: Day): boolean {
    if (this.makeUp.has(day)) return true;
    if (this.free.has(day)) return false;
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6;
  }

  isFinal(day: Day): boolean {
    return this.final.has(day.slice(0, 4));
  }

  /** The `n`-th working day after `day`; the day itself is not counted (Civil Code art. 201). */
  deadline(day: Day, n: number): Deadline {
    let left = n;
    let current = day;
    let estimated = !this.isFinal(day);
    while (left > 0) {
      current = addDays(current, 1);
      if (!this.isFinal(current)) estimated = true;
      if (this.isWorkingDay(current)) left -= 1;
    }
    return { day: current, estimated };
  }

  /** Working days in `(from, to]`; negative when `to` lies before `from`. */
  between(from: Day, to: Day): number {
    if (to < from) return -this.between(to, from);
    let count = 0;
    for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (this.isWorkingDay(day)) count += 1;
    return count;
  }
}
