import { App, Form, Input, Select } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Task } from '../../api/task-types.js';
import { may } from '../../app/permissions.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { useTerm } from '../../components/values.js';
import { useUser } from '../session/use-session.js';
import { VerificationField } from './verification-field.js';

interface Values {
  outcome: 'done' | 'not-needed';
  note: string;
  verificationId?: string;
}

/** Closes a task where it stands, with what was done. */
export function CompleteDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const { t } = useTranslation();
  const term = useTerm();
  const user = useUser();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const complete = useMutation({
    mutationFn: (values: Values) =>
      api.post<Task>(`/review-tasks/${encodeURIComponent(task.id)}/completion`, values),
    onSuccess: async () => {
      message.success(t('tasks.completed'));
      onClose();
      await client.invalidateQueries({ queryKey: ['list', '/review-tasks'] });
      await client.invalidateQueries({ queryKey: ['tasks'] });
    },
  });
  const outcome = Form.useWatch('outcome', form) ?? 'done';
  const problem = useFormProblem(form, complete.error);
  const outcomes = may(user, 'tasks.decide') ? ['done', 'not-needed'] : ['done'];
  return (
    <FormDialog<Values>
      title={`${term('taskKind', task.kind)}: ${task.customerName}`}
      okText={t('tasks.complete')}
      form={form}
      pending={complete.isPending}
      problem={problem}
      initialValues={{ outcome: 'done' }}
      onFinish={(values) => complete.mutate(values)}
      onClose={onClose}
    >
      {outcomes.length > 1 ? (
        <Form.Item name="outcome" label={t('tasks.outcome')}>
          <Select options={outcomes.map((value) => ({ value, label: term('taskOutcome', value) }))} />
        </Form.Item>
      ) : (
        <Form.Item name="outcome" hidden>
          <Input />
        </Form.Item>
      )}
      {task.kind === 'periodic-review' && outcome === 'done' ? <VerificationField task={task} /> : null}
      <Form.Item
        name="note"
        label={t('tasks.note')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input.TextArea rows={4} maxLength={2_000} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
