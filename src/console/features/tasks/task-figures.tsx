import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { TaskFigures } from '../../api/task-types.js';
import { dayOf } from '../../i18n/format.js';
import { Figure } from '../home/figure.js';
import '../home/home.css';

/** How much there is to review; nothing until it is known. */
export function TaskFiguresRow() {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['tasks', 'summary'],
    queryFn: ({ signal }) => api.get<TaskFigures>('/review-tasks/summary', { signal }),
  });
  if (!data) return null;
  return (
    <div className="figures">
      <Figure name={t('tasks.figures.mine')} value={data.mine} to="/tasks?assignee=me" />
      <Figure name={t('tasks.figures.open')} value={data.open} to="/tasks" />
      <Figure name={t('tasks.figures.week')} value={data.dueThisWeek} to="/tasks" tone="warning" />
      <Figure
        name={t('tasks.figures.overdue')}
        value={data.overdue}
        to={`/tasks?dueBefore=${dayOf(new Date())}`}
        tone="danger"
      />
    </div>
  );
}
