import { App, Form, Input } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { CustomerMerge } from '../../api/duplicate-types.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';

/** Makes two customers of one again, with a reason. */
export function UndoDialog({ merge, onClose }: { merge: CustomerMerge; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [form] = Form.useForm<{ reason: string }>();
  const undo = useMutation({
    mutationFn: (body: { reason: string }) =>
      api.post(`/customer-merges/${encodeURIComponent(merge.id)}/reversal`, body),
    onSuccess: async () => {
      await client.invalidateQueries();
      message.success(t('duplicates.undone'));
      onClose();
    },
  });
  const problem = useFormProblem(form, undo.error);
  return (
    <FormDialog<{ reason: string }>
      title={t('duplicates.undo')}
      okText={t('duplicates.undo')}
      form={form}
      pending={undo.isPending}
      problem={problem}
      initialValues={{}}
      onFinish={(values) => undo.mutate(values)}
      onClose={onClose}
    >
      <p>
        {t('duplicates.undoHint', {
          merged: `${merge.merged.name} ${merge.merged.customerNumber}`,
          kept: `${merge.kept.name} ${merge.kept.customerNumber}`,
        })}
      </p>
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
