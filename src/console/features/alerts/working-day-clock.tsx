import { useTranslation } from 'react-i18next';
import { addDays, dayOf, daysBetween } from '../../i18n/format.js';
import { useFormat } from '../../i18n/use-format.js';
import { isWorkingDay, useWorkingDays } from './working-days.js';

/** The days from an alert's business date to its deadline; free days do not count. */
export function WorkingDayClock({ from, due }: { from: string; due: string | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const calendar = useWorkingDays();
  const today = dayOf(new Date());
  if (!due || daysBetween(from, due) < 0 || daysBetween(from, due) > 20) return null;
  const days = Array.from({ length: daysBetween(from, due) }, (_, i) => addDays(from, i + 1));
  let number = 0;
  return (
    <ol className="clock" aria-label={t('alerts.clock')}>
      {days.map((day) => {
        const working = isWorkingDay(day, calendar);
        if (working) number += 1;
        const classes = [
          working ? '' : 'clock-free',
          day === today ? 'clock-today' : day < today && working ? 'clock-past' : '',
          day === due ? 'clock-due' : '',
        ];
        return (
          <li key={day} className={classes.filter(Boolean).join(' ')} title={format.day(day)}>
            {day.slice(8)}
            <br />
            {working ? number : t('alerts.free')}
          </li>
        );
      })}
    </ol>
  );
}
