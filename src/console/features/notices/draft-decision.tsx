import { App, Button } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { NoticeTemplate } from '../../api/notice-types.js';
import { may } from '../../app/permissions.js';
import { useProblemText } from '../../components/use-problem-text.js';
import { Instant } from '../../components/values.js';
import { useUser } from '../session/use-session.js';

/** A proposed wording as it would read, with the decision of a second person. */
export function DraftDecision({
  template,
  draft,
}: {
  template: NoticeTemplate;
  draft: NonNullable<NoticeTemplate['draft']>;
}) {
  const { t } = useTranslation();
  const user = useUser();
  const client = useQueryClient();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const decide = useMutation({
    mutationFn: (decision: 'approve' | 'refuse') =>
      api.post(`/notice-templates/${encodeURIComponent(template.id)}/approval`, {
        version: draft.version,
        decision,
      }),
    onSuccess: () => {
      message.success(t('notices.decided'));
      void client.invalidateQueries({ queryKey: ['notice-templates'] });
    },
    onError: (error) => {
      const { title, text } = problemText(error);
      message.error(`${title} ${text}`);
    },
  });
  return (
    <section aria-label={t('notices.draft')}>
      <h3>{t('notices.draft')}</h3>
      <p className="muted">
        {draft.madeBy} · <Instant value={draft.madeAt} />
      </p>
      <div className="notice-template-languages">
        {(['zh', 'en'] as const).map((language) => (
          <dl key={language} className="notice-texts" lang={language === 'zh' ? 'zh-CN' : 'en'}>
            <dt>{t('terms.noticeChannel.sms')}</dt>
            <dd>{draft.texts.sms[language]}</dd>
            <dt>{t('terms.noticeChannel.email')}</dt>
            <dd>
              <strong>{draft.texts.email[language].subject}</strong>
              {'\n\n'}
              {draft.texts.email[language].body}
            </dd>
          </dl>
        ))}
      </div>
      {may(user, 'notices.approve') ? (
        <div className="row">
          <Button type="primary" loading={decide.isPending} onClick={() => decide.mutate('approve')}>
            {t('notices.approve')}
          </Button>
          <Button disabled={decide.isPending} onClick={() => decide.mutate('refuse')}>
            {t('notices.refuse')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
