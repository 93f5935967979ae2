import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { NoticeTemplate } from '../../api/notice-types.js';
import type { Page as PageOf } from '../../api/types.js';
import { may } from '../../app/permissions.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { Tag } from '../../components/tag.js';
import { useFormat } from '../../i18n/use-format.js';
import { useUser } from '../session/use-session.js';
import { DraftDecision } from './draft-decision.js';
import { WordingDialog } from './wording-dialog.js';
import { Written } from './written.js';
import './notices.css';

const languages = ['zh', 'en'] as const;

/** Everything customers may be told, in both languages side by side, filled in with the values of nobody. */
export function TemplatesPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const user = useUser();
  const [wording, setWording] = useState<NoticeTemplate | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['notice-templates'],
    queryFn: ({ signal }) => api.get<PageOf<NoticeTemplate>>('/notice-templates', { signal }),
  });
  return (
    <Page
      title={t('notices.templates')}
      parent={{ title: t('layout.nav.notices'), to: '/notices' }}
      subtitle={t('notices.templatesText')}
    >
      {error ? <ProblemPanel error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton active /> : null}
      {data?.items.map((template) => (
        <Panel
          key={template.id}
          title={format.text(template.title)}
          extra={
            <>
              {template.wording === null ? null : (
                <Tag tone="accent">{t('notices.own', { version: template.wording })}</Tag>
              )}
              {may(user, 'notices.word') ? (
                <Button size="small" onClick={() => setWording(template)}>
                  {t('notices.reword')}
                </Button>
              ) : null}
            </>
          }
        >
          <div className="notice-template-languages">
            {languages.map((language) => (
              <div key={language} lang={language === 'zh' ? 'zh-CN' : 'en'}>
                <Written texts={template.preview[language]} />
              </div>
            ))}
          </div>
          {template.draft ? <DraftDecision template={template} draft={template.draft} /> : null}
        </Panel>
      ))}
      {wording ? <WordingDialog template={wording} onClose={() => setWording(null)} /> : null}
    </Page>
  );
}
