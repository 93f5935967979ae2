import { Form, Input, Select } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RegisterDiscrepancyDetail } from '../../api/owner-types.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { useTermOptions } from '../../components/term-options.js';
import { useOwnersPost } from './queries.js';

interface Values {
  kind: string;
  text: string;
}

/** Writes down what was done about a difference with a register. */
export function DiscrepancyDialog(props: { discrepancy: RegisterDiscrepancyDetail; onClose: () => void }) {
  const { t } = useTranslation();
  const choices = useTermOptions();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const { id, mayFollow } = props.discrepancy;
  const add = useOwnersPost<Values>('registers.kept', () => {
    props.onClose();
    void client.invalidateQueries({ queryKey: ['list', '/register-discrepancies'] });
  });
  const problem = useFormProblem(form, add.error);
  return (
    <FormDialog<Values>
      title={t('registers.add')}
      form={form}
      pending={add.isPending}
      problem={problem}
      initialValues={{ kind: mayFollow[0] ?? 'noted' }}
      onFinish={({ kind, text }) =>
        add.mutate({
          path: `/register-discrepancies/${encodeURIComponent(id)}/events`,
          body: { kind, text: text.trim().replace(/\s*\n\s*/g, ' ') },
        })
      }
      onClose={props.onClose}
    >
      <p>{t('registers.hint')}</p>
      <Form.Item name="kind" label={t('registers.what')}>
        <Select options={choices('registerEvent', mayFollow)} />
      </Form.Item>
      <Form.Item
        name="text"
        label={t('registers.text')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input.TextArea rows={4} maxLength={2_000} />
      </Form.Item>
    </FormDialog>
  );
}
