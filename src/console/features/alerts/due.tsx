import { useTranslation } from 'react-i18next';
import { Missing } from '../../components/values.js';
import { dayOf } from '../../i18n/format.js';
import { useFormat } from '../../i18n/use-format.js';
import { useWorkingDays, workingDaysBetween } from './working-days.js';
import './due.css';

const finished = new Set(['excluded', 'escalated', 'withdrawn']);

/** A legal deadline and how many working days are left; the words carry what the colour says. */
export function Due({ day, status }: { day: string | null; status?: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const today = dayOf(new Date());
  const calendar = useWorkingDays();
  if (!day) return <Missing />;
  const date = (
    <time dateTime={day} className="number">
      {format.day(day)}
    </time>
  );
  if (status && finished.has(status)) return date;
  const days = workingDaysBetween(today, day, calendar);
  const over = day < today;
  const tone = over ? 'due-over' : days <= 1 ? 'due-soon' : 'due-far';
  const words = over
    ? t(days > 0 ? 'alerts.dueOver' : 'alerts.dueOverFree', { count: days })
    : day === today
      ? t('alerts.dueToday')
      : t('alerts.dueIn', { count: days });
  return (
    <>
      {date} <span className={`due ${tone}`}>{words}</span>
    </>
  );
}
