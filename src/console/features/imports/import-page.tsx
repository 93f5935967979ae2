import { DownloadOutlined } from '@ant-design/icons';
import { Button, Progress, Skeleton } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { NotFoundPage } from '../../app/not-found-page.js';
import { may } from '../../app/permissions.js';
import { api, apiUrl } from '../../api/client.js';
import type { Import } from '../../api/transaction-types.js';
import { Facts } from '../../components/facts.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { StatusTag, Tag } from '../../components/tag.js';
import { Instant, Missing } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { useUser } from '../session/use-session.js';
import { importPath, isImportKind } from './import-kind.js';
import './imports.css';

const running = (x: Import | undefined) => x?.state === 'queued' || x?.state === 'running';

/** One import while it runs and afterwards. */
export function ImportPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const user = useUser();
  const { kind, id = '' } = useParams();
  const path = isImportKind(kind) ? `${importPath(kind)}/${encodeURIComponent(id)}` : '';
  const {
    data: x,
    error,
    refetch,
  } = useQuery({
    queryKey: ['import', kind, id],
    queryFn: ({ signal }) => api.get<Import>(path, { signal }),
    enabled: Boolean(path),
    refetchInterval: ({ state }) => (running(state.data) ? 1000 : false),
  });
  if (!isImportKind(kind)) return <NotFoundPage />;
  const parent = { title: t('layout.nav.imports'), to: `/imports?kind=${kind}` };
  if (!x) {
    return (
      <Page title={t('imports.one')} parent={parent}>
        {error ? <ProblemPanel error={error} onRetry={() => void refetch()} /> : <Skeleton active />}
      </Page>
    );
  }
  const share = progressOf(x);
  const results = kind === 'transaction' ? '/transactions' : '/customers';
  const seesRejections = may(user, 'transactions');
  return (
    <Page
      title={t(`imports.title.${kind}`)}
      parent={parent}
      aside={
        <>
          <StatusTag table="importState" value={x.state} />
          {x.dryRun ? <Tag>{t('imports.dryRun')}</Tag> : null}
        </>
      }
      actions={
        x.rejected > 0 && seesRejections ? (
          <Button icon={<DownloadOutlined />} href={apiUrl(x.rejections)} download>
            {t('imports.rejections')}
          </Button>
        ) : null
      }
    >
      <Panel>
        {running(x) ? (
          <div className="import-running">
            <Progress percent={share} status="active" aria-label={t('terms.importState.running')} />
            <p className="muted">{t('imports.runningNote')}</p>
          </div>
        ) : null}
        <div className="import-counts" aria-live="polite">
          {(['read', 'accepted', 'duplicates', 'rejected'] as const).map((name) => (
            <div
              key={name}
              className={
                name === 'rejected' && x.rejected > 0 ? 'import-count import-count-bad' : 'import-count'
              }
            >
              <span className="muted">{t(`imports.${name}`)}</span>
              <strong className="number">{format.count(x[name])}</strong>
            </div>
          ))}
        </div>
        <p className="import-note">{note(x, t)}</p>
        {x.warnings.map((warning) => (
          <p key={warning.code} className="import-warning">
            {warning.message}
          </p>
        ))}
        {x.state === 'completed' && !x.dryRun && x.accepted > 0 && seesRejections ? (
          <p>
            <Link to={results}>{t(`imports.see.${kind}`)}</Link>
          </p>
        ) : null}
        {x.state === 'completed' && x.dryRun && may(user, 'imports.run') ? (
          <p>
            <Link to={`/imports/new?kind=${kind}`}>{t('imports.again')}</Link>
          </p>
        ) : null}
      </Panel>
      <Panel title={t('common.details')}>
        <Facts
          facts={[
            { name: t('imports.format'), value: x.format.toUpperCase() },
            { name: t('imports.size'), value: format.bytes(x.size) },
            { name: t('imports.mapping'), value: x.mapping ?? <Missing /> },
            { name: t('imports.createdBy'), value: x.createdBy },
            { name: t('imports.startedAt'), value: <Instant value={x.createdAt} seconds /> },
            { name: t('imports.finishedAt'), value: <Instant value={x.finishedAt} seconds /> },
          ]}
        />
      </Panel>
    </Page>
  );
}

/** Percent of the bytes settled; 100 only when all is done. */
const progressOf = (x: Import): number =>
  x.size > 0 ? Math.min(99, Math.floor((x.processed / x.size) * 100)) : 0;

function note(x: Import, t: TFunction): string {
  if (x.state === 'failed') return x.failure?.message ?? t('imports.failedNote');
  if (x.state !== 'completed') return '';
  if (x.dryRun) return t(x.rejected > 0 ? 'imports.dryRunRejected' : 'imports.dryRunFine');
  return t(x.rejected > 0 ? 'imports.someRejected' : 'imports.allFine');
}
