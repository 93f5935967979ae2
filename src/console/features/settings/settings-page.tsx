import { Button, Form, Input, Segmented, App } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { Facts } from '../../components/facts.js';
import { useFormProblem } from '../../components/form-problem.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { changeLanguage } from '../../i18n/index.js';
import type { Language } from '../../i18n/format.js';
import { useFormat } from '../../i18n/use-format.js';
import { Missing } from '../../components/values.js';
import { useUser } from '../session/use-session.js';

/** What a person may set for themselves. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { language } = useFormat();
  const user = useUser();
  return (
    <Page title={t('settings.title')}>
      <Panel title={t('settings.account')}>
        <Facts
          facts={[
            { name: t('users.displayName'), value: user.displayName },
            { name: t('users.username'), value: <span className="mono">{user.username}</span> },
            {
              name: t('users.roles'),
              value: user.roles.map((role) => t(`terms.role.${role}`)).join(t('common.listSeparator')),
            },
            { name: t('users.branch'), value: user.branch ?? <Missing /> },
          ]}
        />
      </Panel>
      <Panel title={t('settings.language')}>
        <Segmented<Language>
          aria-label={t('settings.language')}
          value={language}
          onChange={(value) => void changeLanguage(value)}
          options={[
            { value: 'zh-CN', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Panel>
      <PasswordPanel />
    </Page>
  );
}

interface Passwords {
  currentPassword: string;
  newPassword: string;
  repeated: string;
}

function PasswordPanel() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Passwords>();
  const change = useMutation({
    mutationFn: ({ currentPassword, newPassword }: Passwords) =>
      api.post('/sessions/current/password', { currentPassword, newPassword }),
    onSuccess: () => {
      message.success(t('settings.passwordChanged'));
      form.resetFields();
    },
  });
  const problem = useFormProblem(form, change.error);
  const required = { required: true, message: t('common.required') };
  return (
    <Panel title={t('settings.password')}>
      {problem}
      <Form<Passwords>
        form={form}
        layout="vertical"
        requiredMark={false}
        style={{ maxWidth: 360 }}
        onFinish={(values) => change.mutate(values)}
      >
        <Form.Item name="currentPassword" label={t('settings.currentPassword')} rules={[required]}>
          <Input.Password autoComplete="current-password" maxLength={256} />
        </Form.Item>
        <Form.Item
          name="newPassword"
          label={t('users.newPassword')}
          extra={t('settings.passwordHint')}
          rules={[required, { min: 12, message: t('users.passwordShort') }]}
        >
          <Input.Password autoComplete="new-password" maxLength={256} />
        </Form.Item>
        <Form.Item
          name="repeated"
          label={t('settings.repeated')}
          dependencies={['newPassword']}
          rules={[
            required,
            ({ getFieldValue }) => ({
              validator: (_, value) =>
                !value || value === getFieldValue('newPassword')
                  ? Promise.resolve()
                  : Promise.reject(new Error(t('settings.different'))),
            }),
          ]}
        >
          <Input.Password autoComplete="new-password" maxLength={256} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={change.isPending}>
          {t('settings.change')}
        </Button>
      </Form>
    </Panel>
  );
}
