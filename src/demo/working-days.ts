import type { DemoParameters } from './types.js';
import { dayNumber, dayText } from './days.js';

/** The history's days with its working days picked out once. */
export class History {
  readonly first: number;
  readonly last: number;
  readonly working: readonly number[];
  private readonly isWorking = new Set<number>();

  constructor({ until, days, isWorkingDay }: DemoParameters) {
    if (!Number.isInteger(days) || days < 1) throw new RangeError('days must be a positive whole number');
    this.last = dayNumber(until);
    this.first = this.last - days + 1;
    // Pay days and deadlines look a little past both ends.
    for (let day = this.first - 15; day <= this.last + 15; day++) {
      if (isWorkingDay(dayText(day))) this.isWorking.add(day);
    }
    this.working = [...this.isWorking].filter((day) => day >= this.first && day <= this.last);
  }

  isWorkingDay(day: number): boolean {
    return this.isWorking.has(day);
  }

  /** The day itself or the working day before it: when wages and rents that fall on a holiday are paid. */
  onOrBefore(day: number): number {
    let at = day;
    while (!this.isWorking.has(at) && at > day - 12) at -= 1;
    return at;
  }

  /** The first working day after, or undefined past the end of the history. */
  nextWorkingDay(day: number): number | undefined {
    for (let at = day + 1; at <= this.last; at++) if (this.isWorking.has(at)) return at;
    return undefined;
  }
}
