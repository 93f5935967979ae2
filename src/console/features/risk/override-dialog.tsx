import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RiskLevel } from '../../api/risk-types.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { useFormat } from '../../i18n/use-format.js';
import { useRiskPost } from './queries.js';

interface Values {
  level: string;
  reason: string;
}

/** Asks for a level other than the machine's; another person approves it. */
export function OverrideDialog(props: {
  customerId: string;
  levels: RiskLevel[];
  present: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const [form] = Form.useForm<Values>();
  const ask = useRiskPost<Values>('risk.override.asked');
  const problem = useFormProblem(form, ask.error);
  return (
    <FormDialog<Values>
      title={t('risk.override.title')}
      okText={t('risk.override.ask')}
      form={form}
      pending={ask.isPending}
      problem={problem}
      initialValues={{}}
      onFinish={(body) =>
        ask.mutate(
          { path: `/customers/${encodeURIComponent(props.customerId)}/risk-ratings`, body },
          { onSuccess: props.onClose },
        )
      }
      onClose={props.onClose}
    >
      <p>{t('risk.override.hint')}</p>
      <Form.Item
        name="level"
        label={t('risk.level')}
        rules={[{ required: true, message: t('risk.override.needsLevel') }]}
      >
        <Select
          options={props.levels
            .filter(({ level }) => level !== props.present)
            .map(({ level, title }) => ({ value: level, label: format.text(title) }))}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('risk.reason')}
        rules={[{ required: true, whitespace: true, message: t('risk.override.needsReason') }]}
      >
        <Input.TextArea rows={4} maxLength={2_000} />
      </Form.Item>
    </FormDialog>
  );
}
