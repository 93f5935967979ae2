import { useEffect, useState } from 'react';
import { Button, Form, Input } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../api/problem.js';
import { useProblemText } from '../../components/use-problem-text.js';
import { LanguageSwitch } from '../../layout/language-switch.js';
import { Logo } from '../../layout/logo.js';
import { forgetEverythingElse, useSignIn, type Credentials } from './use-session.js';
import '../../layout/layout.css';
import './sign-in-page.css';

export function SignInPage() {
  const { t } = useTranslation();
  const signIn = useSignIn();
  const problemText = useProblemText();
  const [askCode, setAskCode] = useState(false);

  const client = useQueryClient();
  // Not earlier: a page that is still shown would ask for what it lost.
  useEffect(() => forgetEverythingElse(client), [client]);
  useEffect(() => {
    document.title = `${t('session.title')} · ${t('common.product')}`;
  }, [t]);

  const failure = signIn.error;
  const words = failure
    ? isProblem(failure, 401)
      ? { title: t('session.wrong.title'), text: t('session.wrong.text') }
      : problemText(failure)
    : null;

  const submit = (values: Credentials) => {
    signIn.mutate(values, {
      onError: (error) => {
        if (isProblem(error) && /totp|second-factor/.test(error.code)) setAskCode(true);
      },
    });
  };

  return (
    <div className="sign-in">
      <header className="sign-in-top">
        <LanguageSwitch />
      </header>
      <main className="sign-in-main">
        <div className="sign-in-intro">
          <Logo large />
          <p className="sign-in-line">{t('session.line')}</p>
          <p className="sign-in-more">{t('session.more')}</p>
        </div>
        <section className="sign-in-card" aria-labelledby="sign-in-title">
          <h1 id="sign-in-title">{t('session.title')}</h1>
          {words ? (
            <div role="alert" className="sign-in-problem">
              <strong>{words.title}</strong>
              <span>{words.text}</span>
            </div>
          ) : null}
          <Form<Credentials> layout="vertical" requiredMark={false} onFinish={submit} size="large">
            <Form.Item
              name="username"
              label={t('session.username')}
              rules={[{ required: true, message: t('session.usernameMissing') }]}
            >
              <Input
                autoFocus
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={100}
              />
            </Form.Item>
            <Form.Item
              name="password"
              label={t('session.password')}
              rules={[{ required: true, message: t('session.passwordMissing') }]}
            >
              <Input.Password autoComplete="current-password" maxLength={200} />
            </Form.Item>
            {askCode ? (
              <Form.Item name="totp" label={t('session.totp')} extra={t('session.totpHint')}>
                <Input autoComplete="one-time-code" inputMode="numeric" maxLength={8} />
              </Form.Item>
            ) : null}
            <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
              {t('session.signIn')}
            </Button>
          </Form>
          <p className="sign-in-help">{t('session.help')}</p>
        </section>
      </main>
    </div>
  );
}
