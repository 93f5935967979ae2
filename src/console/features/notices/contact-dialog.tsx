import { App, DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { ContactLine } from '../../api/notice-types.js';
import type { Task } from '../../api/task-types.js';
import type { Page } from '../../api/types.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { useTermOptions } from '../../components/term-options.js';
import { useTerm } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';

const channels = ['phone', 'in-person', 'sms', 'email', 'letter', 'video', 'online', 'other'];
const outcomes = ['reached', 'not-reached', 'provided', 'promised', 'refused', 'no-answer'];

interface Values {
  at: Dayjs;
  channel: string;
  subject: string;
  outcome: string;
  text?: string;
  reviewTask?: string;
}

/** Writes down a contact with a customer. */
export function ContactDialog({
  customerId,
  customerNumber,
  onClose,
}: {
  customerId: string;
  customerNumber: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const add = useMutation({
    mutationFn: ({ at, text, ...rest }: Values) =>
      api.post<ContactLine>(`/customers/${encodeURIComponent(customerId)}/contacts-log`, {
        ...rest,
        at: at.toISOString(),
        text: text ?? '',
      }),
    onSuccess: () => {
      message.success(t('notices.contactAdded'));
      void client.invalidateQueries({ queryKey: ['contacts-log', customerId] });
      onClose();
    },
  });
  const problem = useFormProblem(form, add.error);
  const required = [{ required: true, message: t('common.required') }];
  const options = useTermOptions();
  return (
    <FormDialog<Values>
      title={t('notices.addContact')}
      form={form}
      pending={add.isPending}
      problem={problem}
      initialValues={{ at: dayjs(), channel: 'phone', outcome: 'reached' } as never}
      onFinish={(values) => add.mutate(values)}
      onClose={onClose}
    >
      <Form.Item name="at" label={t('notices.at')} rules={required}>
        <DatePicker showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" allowClear={false} />
      </Form.Item>
      <Form.Item name="channel" label={t('notices.channel')} rules={required}>
        <Select options={options('contactChannel', channels)} />
      </Form.Item>
      <Form.Item name="subject" label={t('notices.subject')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="outcome" label={t('notices.outcome')} rules={required}>
        <Select options={options('contactOutcome', outcomes)} />
      </Form.Item>
      <TaskField customerNumber={customerNumber} />
      <Form.Item name="text" label={t('notices.text')}>
        <Input.TextArea rows={3} maxLength={4000} />
      </Form.Item>
    </FormDialog>
  );
}

/** The open task that the contact was about, if it was about one: only then it proves that the customer was told. */
function TaskField({ customerNumber }: { customerNumber: string }) {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const { data } = useQuery({
    queryKey: ['tasks', 'of', customerNumber],
    queryFn: ({ signal }) => api.get<Page<Task>>('/review-tasks', { query: { customerNumber }, signal }),
  });
  const open = data?.items.filter(({ status }) => status === 'open') ?? [];
  return open.length === 0 ? null : (
    <Form.Item name="reviewTask" label={t('notices.aboutTask')} extra={t('notices.aboutTaskHint')}>
      <Select
        allowClear
        options={open.map(({ id, kind, dueOn }) => ({
          value: id,
          label: `${term('taskKind', kind)} ${format.day(dueOn)}`,
        }))}
      />
    </Form.Item>
  );
}
