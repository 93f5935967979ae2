import { useState } from 'react';
import { App, Button } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Task } from '../../api/task-types.js';
import { may } from '../../app/permissions.js';
import { useProblemText } from '../../components/use-problem-text.js';
import { useUser } from '../session/use-session.js';
import { CompleteDialog } from './complete-dialog.js';

/** What may be done with a task now: take it, give it back, complete it. */
export function TaskActions({ task }: { task: Task }) {
  const { t } = useTranslation();
  const user = useUser();
  const client = useQueryClient();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [completing, setCompleting] = useState(false);
  const assign = useMutation({
    mutationFn: (assignee: string | null) =>
      api.post<Task>(`/review-tasks/${encodeURIComponent(task.id)}/assignment`, { assignee }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['list', '/review-tasks'] });
      await client.invalidateQueries({ queryKey: ['tasks'] });
    },
    onError: (error) => {
      const { title, text } = problemText(error);
      message.error(`${title} ${text}`);
    },
  });
  if (task.status !== 'open' || !may(user, 'tasks.work')) return null;
  const mine = task.assignee === user.username;
  return (
    <span className="row">
      <Button
        size="small"
        loading={assign.isPending}
        onClick={() => assign.mutate(mine ? null : user.username)}
      >
        {t(mine ? 'tasks.release' : 'tasks.take')}
      </Button>
      <Button size="small" type="primary" onClick={() => setCompleting(true)}>
        {t('tasks.complete')}
      </Button>
      {completing ? <CompleteDialog task={task} onClose={() => setCompleting(false)} /> : null}
    </span>
  );
}
