import { App, Form, Input } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { NoticeTemplate, TemplateTexts } from '../../api/notice-types.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';

interface Values {
  texts: Pick<TemplateTexts, 'sms' | 'email'>;
}

const languages = ['zh', 'en'] as const;

/** Proposes the bank's own wording of a template; a letter says what the e-mail says. */
export function WordingDialog({ template, onClose }: { template: NoticeTemplate; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const propose = useMutation({
    mutationFn: ({ texts }: Values) =>
      api.put(`/notice-templates/${encodeURIComponent(template.id)}`, {
        texts: { ...texts, letter: texts.email },
      }),
    onSuccess: () => {
      message.success(t('notices.proposed'));
      void client.invalidateQueries({ queryKey: ['notice-templates'] });
      onClose();
    },
  });
  const problem = useFormProblem(form, propose.error);
  const required = [{ required: true, message: t('common.required') }];
  return (
    <FormDialog<Values>
      title={t('notices.reword')}
      okText={t('notices.propose')}
      form={form}
      pending={propose.isPending}
      problem={problem}
      initialValues={{ texts: template.draft?.texts ?? template.texts } as never}
      onFinish={(values) => propose.mutate(values)}
      onClose={onClose}
    >
      <p className="muted">
        {t('notices.variables')}{' '}
        <span className="mono">{template.variables.map((v) => `{{${v}}}`).join(' ')}</span>
      </p>
      {languages.map((language) => (
        <fieldset key={language} className="plain-fieldset">
          <legend>{t(`terms.noticeLanguage.${language}`)}</legend>
          <Form.Item name={['texts', 'sms', language]} label={t('terms.noticeChannel.sms')} rules={required}>
            <Input.TextArea rows={3} maxLength={400} />
          </Form.Item>
          <Form.Item
            name={['texts', 'email', language, 'subject']}
            label={t('notices.subject')}
            rules={required}
          >
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item
            name={['texts', 'email', language, 'body']}
            label={t('terms.noticeChannel.email')}
            rules={required}
          >
            <Input.TextArea rows={5} maxLength={4000} />
          </Form.Item>
        </fieldset>
      ))}
    </FormDialog>
  );
}
