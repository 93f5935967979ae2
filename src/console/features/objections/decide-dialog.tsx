import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Objection, ObjectionDecision } from '../../api/objection-types.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { useTerm } from '../../components/values.js';
import { useObjectionPost } from './use-objection-post.js';

interface Values {
  decision: ObjectionDecision;
  reason: string;
  answerText: string;
}

const decisions: ObjectionDecision[] = ['upheld', 'partly', 'rejected'];

/** Proposes what to decide, why, and what to answer. */
export function DecideDialog({ objection, onClose }: { objection: Objection; onClose: () => void }) {
  const { t } = useTranslation();
  const term = useTerm();
  const [form] = Form.useForm<Values>();
  const path = `/objections/${encodeURIComponent(objection.id)}/decisions`;
  const decide = useObjectionPost<Values>(path, 'objections.proposed', onClose);
  const problem = useFormProblem(form, decide.error);
  const filled = [{ required: true, whitespace: true, message: t('common.required') }];
  return (
    <FormDialog<Values>
      title={`${t('objections.decide')}: ${objection.customerName}`}
      okText={t('objections.submit')}
      form={form}
      pending={decide.isPending}
      problem={problem}
      initialValues={{}}
      onFinish={(values) => decide.mutate(values)}
      onClose={onClose}
    >
      {objection.text ? <p className="contact-text">{objection.text}</p> : null}
      <Form.Item
        name="decision"
        label={t('objections.decision')}
        rules={[{ required: true, message: t('common.required') }]}
        extra={objection.restrictionId ? t('objections.upheldLifts') : undefined}
      >
        <Select options={decisions.map((value) => ({ value, label: term('objectionDecision', value) }))} />
      </Form.Item>
      <Form.Item name="reason" label={t('objections.reason')} rules={filled}>
        <Input.TextArea rows={2} maxLength={4_000} />
      </Form.Item>
      <Form.Item
        name="answerText"
        label={t('objections.answerText')}
        rules={filled}
        extra={t('objections.answerHint')}
      >
        <Input.TextArea rows={4} maxLength={4_000} />
      </Form.Item>
    </FormDialog>
  );
}
