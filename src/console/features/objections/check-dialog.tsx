import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Objection } from '../../api/objection-types.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { Term } from '../../components/values.js';
import { useObjectionPost } from './use-objection-post.js';

export type CheckAct = 'approval' | 'refusal';

/** A second person approves what was proposed, or gives it back. */
export function CheckDialog(props: { objection: Objection; act: CheckAct; onClose: () => void }) {
  const { objection, act, onClose } = props;
  const { t } = useTranslation();
  const [form] = Form.useForm<{ note: string }>();
  const path = `/objections/${encodeURIComponent(objection.id)}/${act}`;
  const check = useObjectionPost<{ note: string }>(path, `objections.checked.${act}`, onClose);
  const problem = useFormProblem(form, check.error);
  const proposed = objection.events?.filter(({ kind }) => kind === 'proposed').at(-1);
  return (
    <FormDialog<{ note: string }>
      title={`${t(`objections.${act}`)}: ${objection.customerName}`}
      okText={t(`objections.${act}`)}
      form={form}
      pending={check.isPending}
      problem={problem}
      initialValues={{}}
      onFinish={(values) => check.mutate(values)}
      onClose={onClose}
    >
      {proposed ? (
        <>
          <p>
            <strong>
              <Term table="objectionDecision" value={proposed.decision} />
            </strong>{' '}
            {proposed.reason}
          </p>
          <p className="contact-text">{proposed.answerText}</p>
        </>
      ) : null}
      <Form.Item
        name="note"
        label={t('objections.note')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input.TextArea rows={3} maxLength={2_000} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
