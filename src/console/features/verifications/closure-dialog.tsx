import { App, DatePicker, Form, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Customer } from '../../api/customer-types.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';

interface Values {
  closedOn: Dayjs;
  reason: string;
}

/** Ends the relationship with a customer for good. */
export function ClosureDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const close = useMutation({
    mutationFn: ({ closedOn, reason }: Values) =>
      api.post<Customer>(`/customers/${encodeURIComponent(customer.id)}/closure`, {
        closedOn: closedOn.format('YYYY-MM-DD'),
        reason: reason.trim(),
      }),
    onSuccess: async () => {
      message.success(t('verifications.closure.done'));
      onClose();
      await Promise.all(
        [['customer', customer.id], ['list'], ['tasks']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
  const problem = useFormProblem(form, close.error);
  const open = (customer.accounts ?? []).filter(({ closedOn }) => !closedOn).length;
  return (
    <FormDialog<Values>
      danger
      title={t('verifications.closure.title')}
      okText={t('verifications.closure.submit')}
      form={form}
      pending={close.isPending}
      problem={problem}
      initialValues={{ closedOn: dayjs() } as never}
      onFinish={(values) => close.mutate(values)}
      onClose={onClose}
    >
      <p>
        {t('verifications.closure.warning')}
        {open > 0 ? ` ${t('verifications.closure.accounts', { count: open })}` : ''}
      </p>
      <Form.Item
        name="closedOn"
        label={t('verifications.closure.closedOn')}
        rules={[{ required: true, message: t('common.required') }]}
      >
        <DatePicker allowClear={false} maxDate={dayjs()} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('verifications.closure.reason')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input.TextArea rows={3} maxLength={1_000} />
      </Form.Item>
    </FormDialog>
  );
}
