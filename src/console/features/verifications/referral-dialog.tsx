import { App, Form, Input } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';

interface Values {
  text: string;
}

/**
 * Lets the counter tell compliance what seems wrong. Nothing is kept in the browser, no list is read anew and no page
 * looks different afterwards: whoever sees the screen next must not learn that something was said.
 */
export function ReferralDialog(props: { customerNumber: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const refer = useMutation({
    mutationFn: ({ text }: Values) =>
      api.post<void>('/referrals', { customerNumber: props.customerNumber, text: text.trim() }),
    gcTime: 0,
    onSuccess: () => {
      // As neutral as after any other work, and gone in a moment.
      message.success(t('verifications.referral.done'), 2);
      props.onClose();
    },
  });
  const problem = useFormProblem(form, refer.error);
  return (
    <FormDialog<Values>
      title={t('verifications.referral.title')}
      okText={t('verifications.referral.submit')}
      form={form}
      pending={refer.isPending}
      problem={problem}
      initialValues={{}}
      onFinish={(values) => refer.mutate(values)}
      onClose={props.onClose}
    >
      <p>{t('verifications.referral.hint')}</p>
      <Form.Item
        name="text"
        label={t('verifications.referral.text')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input.TextArea rows={6} maxLength={8_000} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
