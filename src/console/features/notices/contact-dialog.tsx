import { App, DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { ContactLine } from '../../api/notice-types.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { useTerm } from '../../components/values.js';

const channels = ['phone', 'in-person', 'sms', 'email', 'letter', 'video', 'online', 'other'];
const outcomes = ['reached', 'not-reached', 'provided', 'promised', 'refused', 'no-answer'];

interface Values {
  at: Dayjs;
  channel: string;
  subject: string;
  outcome: string;
  text?: string;
}

/** Writes down a contact with a customer. */
export function ContactDialog({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const term = useTerm();
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
  const options = (table: string, values: string[]) =>
    values.map((value) => ({ value, label: term(table, value) }));
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
      <Form.Item name="text" label={t('notices.text')}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4000} />
      </Form.Item>
    </FormDialog>
  );
}
