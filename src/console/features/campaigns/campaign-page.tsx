import { useMemo } from 'react';
import { App, Button, Skeleton, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import type { Campaign } from '../../api/campaign-types.js';
import { may } from '../../app/permissions.js';
import { DataTable } from '../../components/data-table.js';
import { Facts } from '../../components/facts.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { StatusTag } from '../../components/tag.js';
import { useProblemText } from '../../components/use-problem-text.js';
import { Day, Instant, Missing } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { useUser } from '../session/use-session.js';
import { Collect } from '../tasks/collect.js';
import { useTaskPost } from '../tasks/use-task-post.js';
import { useCriteriaFacts } from './criteria-facts.js';
import { BranchProgress } from './progress.js';
import { useCampaign } from './queries.js';

const counters = ['targets', 'done', 'settled', 'open', 'overdue'] as const;
type BranchRow = Campaign['branches'][number];

/** One campaign: its counters in all and by branch, whom it is for; after its end the report. */
export function CampaignPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const format = useFormat();
  const factsOf = useCriteriaFacts();
  const { data, error, refetch } = useCampaign(id);
  const columns = useMemo<TableColumnsType<BranchRow>>(
    () => [
      { title: t('campaigns.branch'), render: (_, row) => row.branch ?? t('campaigns.noBranch') },
      ...counters.map((name) => ({
        title: t(`campaigns.${name}`),
        align: 'right' as const,
        render: (_: unknown, row: BranchRow) => <span className="number">{format.count(row[name])}</span>,
      })),
    ],
    [t, format],
  );
  if (error || !data)
    return (
      <Page title={t('layout.nav.campaigns')}>
        {error ? <ProblemPanel error={error} onRetry={() => void refetch()} /> : <Skeleton active />}
      </Page>
    );
  const closed = data.status === 'closed';
  return (
    <Page title={data.name} subtitle={t('campaigns.one')} actions={<CloseButton campaign={data} />}>
      <div className="figures">
        {counters.map((name) => (
          <div
            key={name}
            className={name === 'overdue' && data.overdue > 0 ? 'figure figure-danger' : 'figure'}
          >
            <span className="figure-name">{t(`campaigns.${name}`)}</span>
            <span className="figure-value number">{format.count(data[name])}</span>
          </div>
        ))}
      </div>
      <div className="columns">
        <Panel title={t(closed ? 'campaigns.report' : 'campaigns.byBranch')}>
          {data.branches.length === 0 ? (
            <Notice compact title={t('campaigns.none.title')} text={t('campaigns.none.text')} />
          ) : (
            <>
              <BranchProgress campaign={data} />
              <DataTable
                label={t('campaigns.byBranch')}
                columns={columns}
                rows={data.branches}
                rowKey={(row) => row.branch ?? ''}
                empty={<Missing />}
              />
            </>
          )}
        </Panel>
        <Panel title={t('campaigns.about')}>
          <Facts
            facts={[
              {
                name: t('campaigns.status'),
                value: <StatusTag table="campaignStatus" value={data.status} />,
              },
              { name: t('campaigns.deadline'), value: <Day value={data.deadline} /> },
              { name: t('campaigns.createdBy'), value: data.createdBy },
              { name: t('campaigns.createdAt'), value: <Instant value={data.createdAt} /> },
              closed && { name: t('campaigns.closedAt'), value: <Instant value={data.closedAt} /> },
              ...factsOf(data.criteria),
              { name: t('campaigns.ask'), value: <Collect items={data.ask} />, wide: true },
            ]}
          />
        </Panel>
      </div>
    </Page>
  );
}

/** Ends a running campaign after asking once more; what is open is settled then. */
function CloseButton({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const format = useFormat();
  const user = useUser();
  const { modal, message } = App.useApp();
  const problemText = useProblemText();
  const close = useTaskPost<object>('campaigns.closed');
  if (campaign.status !== 'running' || !may(user, 'tasks.decide')) return null;
  return (
    <Button
      loading={close.isPending}
      onClick={() =>
        modal.confirm({
          title: t('campaigns.confirmClose'),
          content: t('campaigns.closeHint', { open: format.count(campaign.open) }),
          okText: t('campaigns.close'),
          cancelText: t('common.cancel'),
          onOk: () =>
            close
              .mutateAsync({
                path: `/remediation-campaigns/${encodeURIComponent(campaign.id)}/closure`,
                body: {},
              })
              .catch((error: unknown) => {
                const { title, text } = problemText(error);
                message.error(`${title} ${text}`);
              }),
        })
      }
    >
      {t('campaigns.close')}
    </Button>
  );
}
