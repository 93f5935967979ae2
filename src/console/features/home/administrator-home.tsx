import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Home } from '../../api/home-types.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { StatusTag } from '../../components/tag.js';
import { Instant, Term } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { Figure } from './figure.js';

const icons = {
  ok: <CheckCircleFilled className="health-ok" />,
  warning: <ExclamationCircleFilled className="health-warning" />,
  error: <CloseCircleFilled className="health-error" />,
};

/** The state of the system and of what is being loaded into it, without any content. */
export function AdministratorHome({ home }: { home: Home | undefined }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const recent = home?.imports?.recent ?? [];
  return (
    <>
      {home?.imports ? (
        <div className="figures">
          <Figure name={t('home.runningImports')} value={home.imports.running} to="/imports" />
          <Figure name={t('home.failedImports')} value={home.imports.failed} to="/imports" tone="danger" />
        </div>
      ) : null}
      <div className="columns">
        <Panel title={t('home.recentImports')}>
          {recent.length === 0 ? (
            <Notice compact title={t('imports.empty.title')} text={t('home.admin.noImports')} />
          ) : (
            <ul className="plain-list">
              {recent
                .map((entry) => ({ ...entry, kind: entry.kind.replace(/s$/, '') }))
                .map((entry) => (
                  <li key={entry.id}>
                    <span>
                      <Link to={`/imports/${entry.kind}/${encodeURIComponent(entry.id)}`}>
                        <Term table="importKind" value={entry.kind} />
                      </Link>
                      <span className="cell-sub">
                        <Instant value={entry.createdAt} /> ·{' '}
                        {t('imports.readCount', { count: entry.read, text: format.count(entry.read) })}
                      </span>
                    </span>
                    <StatusTag table="importState" value={entry.state} />
                  </li>
                ))}
            </ul>
          )}
        </Panel>
        <Panel title={t('home.health')}>
          <ul className="plain-list">
            {(home?.health ?? []).map((check) => {
              const key = `home.check.${check.check}`;
              return (
                <li key={check.check}>
                  <span>
                    {i18n.exists(key) ? t(key) : check.check}
                    {check.detail ? <span className="cell-sub">{check.detail}</span> : null}
                  </span>
                  <span className="row">
                    <span aria-hidden="true">{icons[check.state]}</span>
                    {t(`home.state.${check.state}`)}
                  </span>
                </li>
              );
            })}
          </ul>
        </Panel>
      </div>
    </>
  );
}
