import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { addDays, dayOf, daysBetween } from '../../i18n/format.js';

/** `GET /calendar`: the days of a span and whether the bank works on them. */
interface CalendarAnswer {
  days: { date: string; working: boolean }[];
}

/** Whether a day is a working day, by day. */
export type WorkingDays = ReadonlyMap<string, boolean>;

const span = { before: 60, after: 40 };

/** The working days around today, or undefined as long as they are not known. */
export function useWorkingDays(): WorkingDays | undefined {
  const today = dayOf(new Date());
  const { data } = useQuery({
    queryKey: ['calendar', today],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<WorkingDays> => {
      const query = { from: addDays(today, -span.before), to: addDays(today, span.after) };
      const answer = await api.get<CalendarAnswer>('/calendar', { query, signal });
      return new Map(answer.days.map((d) => [d.date, d.working]));
    },
  });
  return data;
}

/** Weekends are free unless the calendar says otherwise. */
export function isWorkingDay(day: string, calendar: WorkingDays | undefined): boolean {
  const known = calendar?.get(day);
  if (known !== undefined) return known;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** Working days between today and a deadline, whichever comes first; 0 on the day itself. */
export function workingDaysBetween(today: string, due: string, calendar: WorkingDays | undefined): number {
  const [from, to] = due >= today ? [today, due] : [due, today];
  // A record that is years old needs no exact count.
  if (daysBetween(from, to) > 1000) return 1000;
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(day, calendar)) count += 1;
  }
  return count;
}
