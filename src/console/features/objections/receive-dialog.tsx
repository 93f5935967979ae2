import { DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Restriction } from '../../api/task-types.js';
import type { Page } from '../../api/types.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { useTerm } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { useObjectionPost } from './use-objection-post.js';

const channels = ['in-person', 'phone', 'email', 'letter', 'online', 'other'];
const basicServices = ['medical', 'social-security', 'utilities', 'taxes'];

interface Values {
  receivedOn: Dayjs;
  channel: string;
  text: string;
  restrictionId?: string;
  basicServices?: string[];
}

/** Writes down what a customer objects to. */
export function ReceiveDialog({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const [form] = Form.useForm<Values>();
  const customer = `/customers/${encodeURIComponent(customerId)}`;
  const restrictions = useQuery({
    queryKey: ['tasks', 'restrictions', customerId],
    queryFn: ({ signal }) => api.get<Page<Restriction>>(`${customer}/restrictions`, { signal }),
  });
  const receive = useObjectionPost<object>(`${customer}/objections`, 'objections.received', onClose);
  const problem = useFormProblem(form, receive.error);
  const required = [{ required: true, message: t('common.required') }];
  const inForce = (restrictions.data?.items ?? []).filter(({ status }) => status === 'in-force');
  return (
    <FormDialog<Values>
      title={t('objections.receive')}
      okText={t('objections.receive')}
      form={form}
      pending={receive.isPending}
      problem={problem}
      initialValues={{ receivedOn: dayjs(), channel: 'in-person' } as never}
      onFinish={({ receivedOn, ...rest }) =>
        receive.mutate({ ...rest, receivedOn: receivedOn.format('YYYY-MM-DD') })
      }
      onClose={onClose}
    >
      <Form.Item name="receivedOn" label={t('objections.receivedOn')} rules={required}>
        <DatePicker allowClear={false} disabledDate={(day) => day.isAfter(dayjs(), 'day')} />
      </Form.Item>
      <Form.Item name="channel" label={t('objections.channel')} rules={required}>
        <Select options={channels.map((value) => ({ value, label: term('contactChannel', value) }))} />
      </Form.Item>
      <Form.Item name="restrictionId" label={t('objections.restriction')}>
        <Select
          allowClear
          placeholder={t('objections.noRestriction')}
          options={inForce.map(({ id, measures }) => ({
            value: id,
            label: measures.map(({ title }) => format.text(title)).join(', '),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="basicServices"
        label={t('objections.basicServices')}
        extra={t('objections.basicServicesHint')}
      >
        <Select
          mode="multiple"
          options={basicServices.map((value) => ({ value, label: term('basicService', value) }))}
        />
      </Form.Item>
      <Form.Item
        name="text"
        label={t('objections.text')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input.TextArea rows={3} maxLength={4_000} />
      </Form.Item>
    </FormDialog>
  );
}
