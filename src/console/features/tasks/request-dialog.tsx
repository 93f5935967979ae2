import { DatePicker, Form, Input, Skeleton } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Customer } from '../../api/customer-types.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { Collect } from './collect.js';
import { CollectField } from './collect-field.js';
import { useCatalogue } from './use-catalogue.js';
import { useTaskPost } from './use-task-post.js';

interface Values {
  collect: string[];
  dueOn?: Dayjs | null;
  reason: string;
}

/** Orders information from a customer; shows what the branch will read of it. */
export function RequestDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const { data } = useCatalogue();
  const post = useTaskPost<object>('tasks.request.done');
  const problem = useFormProblem(form, post.error);
  const collect = Form.useWatch('collect', form) ?? [];
  return (
    <FormDialog<Values>
      title={t('tasks.request.title')}
      okText={t('tasks.request.order')}
      form={form}
      pending={post.isPending}
      problem={problem}
      initialValues={{ collect: [] }}
      onFinish={({ collect, dueOn, reason }) =>
        post.mutate(
          {
            path: `/customers/${encodeURIComponent(customer.id)}/information-requests`,
            body: { collect, reason, ...(dueOn ? { dueOn: dueOn.format('YYYY-MM-DD') } : {}) },
          },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    >
      {data ? <CollectField name="collect" items={data.collect} /> : <Skeleton active />}
      <Form.Item name="dueOn" label={t('tasks.due')} extra={t('tasks.request.dueHint')}>
        <DatePicker />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('tasks.reason')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input.TextArea rows={3} maxLength={2_000} />
      </Form.Item>
      <section className="as-seen" aria-live="polite">
        <strong>{t('tasks.asSeen')}</strong>
        <p>{t('tasks.request.asSeen')}</p>
        <Collect items={collect} />
      </section>
    </FormDialog>
  );
}
