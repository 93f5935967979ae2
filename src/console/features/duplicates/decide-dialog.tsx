import { App, Form, Input, Radio } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { DuplicatePair } from '../../api/duplicate-types.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';

interface Decision {
  keep?: string;
  reason: string;
}

/** Says of a pair that it is two customers, or makes one of it; either with a reason. */
export function DecideDialog(props: { pair: DuplicatePair; merge: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<Decision>();
  const { pair, merge } = props;
  const numbers = pair.customers.map(({ customerNumber }) => customerNumber);
  const decide = useMutation({
    mutationFn: ({ keep, reason }: Decision) =>
      merge
        ? api.post('/customer-merges', { keep, merge: numbers.find((number) => number !== keep), reason })
        : api.post(`/customer-duplicates/${encodeURIComponent(pair.id)}/decisions`, {
            decision: 'different',
            reason,
          }),
    onSuccess: async () => {
      await client.invalidateQueries();
      message.success(t(merge ? 'duplicates.mergeDone' : 'duplicates.differentDone'));
      props.onClose();
    },
  });
  const problem = useFormProblem(form, decide.error);
  return (
    <FormDialog<Decision>
      title={t(merge ? 'duplicates.merge' : 'duplicates.different')}
      okText={t(merge ? 'duplicates.merge' : 'duplicates.different')}
      form={form}
      pending={decide.isPending}
      problem={problem}
      initialValues={{ keep: numbers[0]! }}
      onFinish={(values) => decide.mutate(values)}
      onClose={props.onClose}
    >
      {merge ? (
        <Form.Item name="keep" label={t('duplicates.keep')} extra={t('duplicates.keepHint')}>
          <Radio.Group
            options={pair.customers.map(({ customerNumber, name }) => ({
              value: customerNumber,
              label: `${customerNumber} ${name}`,
            }))}
          />
        </Form.Item>
      ) : (
        <p>{t('duplicates.differentHint')}</p>
      )}
      <Form.Item
        name="reason"
        label={t('duplicates.reason')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input.TextArea rows={3} maxLength={1_000} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
