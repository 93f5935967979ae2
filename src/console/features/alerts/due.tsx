import { useTranslation } from 'react-i18next';
import { Missing } from '../../components/values.js';
import { dayOf } from '../../i18n/format.js';
import { useFormat } from '../../i18n/use-format.js';
import { useWorkingDays, workingDaysLeft } from './working-days.js';
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
  const left = workingDaysLeft(today, day, calendar);
  const tone = left < 0 ? 'due-over' : left <= 1 ? 'due-soon' : 'due-far';
  const words =
    left < 0
      ? t('alerts.dueOver', { count: -left })
      : left === 0
        ? t('alerts.dueToday')
        : t('alerts.dueIn', { count: left });
  return (
    <span className="nowrap">
      {date} <span className={`due ${tone}`}>{words}</span>
    </span>
  );
}
