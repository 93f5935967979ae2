import { useTranslation } from 'react-i18next';
import type { Task } from '../../api/task-types.js';
import { Tag } from '../../components/tag.js';
import { Day } from '../../components/values.js';

/** The day a task is due; the word says what the colour says. */
export function DueDay({ task }: { task: Task }) {
  const { t } = useTranslation();
  return (
    <>
      <Day value={task.dueOn} /> {task.overdue ? <Tag tone="danger">{t('tasks.overdue')}</Tag> : null}
    </>
  );
}
