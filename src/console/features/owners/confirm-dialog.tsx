import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { customerPath, useOwnersPost } from './queries.js';

interface Values {
  method: string;
  evidence: string;
  note?: string;
}

/** Says that a person checked the owners found, how, and on what it rests. */
export function ConfirmDialog(props: { customerId: string; version: number; onClose: () => void }) {
  const { t } = useTranslation();
  const [form] = Form.useForm<Values>();
  const confirm = useOwnersPost<object>('owners.confirm.done', props.onClose);
  const problem = useFormProblem(form, confirm.error);
  const required = [{ required: true, whitespace: true, message: t('common.required') }];
  return (
    <FormDialog<Values>
      title={t('owners.confirm.title')}
      okText={t('common.confirm')}
      form={form}
      pending={confirm.isPending}
      problem={problem}
      initialValues={{}}
      onFinish={({ method, evidence, note }) =>
        confirm.mutate({
          path: `${customerPath(props.customerId)}/beneficial-owners/determinations`,
          body: {
            version: props.version,
            method,
            evidence: evidence
              .split('\n')
              .map((line) => line.trim())
              .filter(Boolean),
            ...(note?.trim() ? { note: note.trim().replace(/\s*\n\s*/g, ' ') } : {}),
          },
        })
      }
      onClose={props.onClose}
    >
      <p>{t('owners.confirm.hint')}</p>
      <Form.Item name="method" label={t('owners.confirm.method')} rules={required}>
        <Input maxLength={200} placeholder={t('owners.confirm.methodExample')} />
      </Form.Item>
      <Form.Item name="evidence" label={t('owners.confirm.evidence')} rules={required}>
        <Input.TextArea rows={3} maxLength={4_000} />
      </Form.Item>
      <Form.Item name="note" label={t('owners.confirm.note')}>
        <Input.TextArea rows={2} maxLength={2_000} />
      </Form.Item>
    </FormDialog>
  );
}
