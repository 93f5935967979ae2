import { useMemo, useState } from 'react';
import { FlagOutlined } from '@ant-design/icons';
import { Button, Progress, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../api/campaign-types.js';
import { may } from '../../app/permissions.js';
import { DataTable, RowLink } from '../../components/data-table.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { StatusTag } from '../../components/tag.js';
import { Day } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { useUser } from '../session/use-session.js';
import { CampaignDialog } from './campaign-dialog.js';
import { useCampaigns } from './queries.js';

/** All campaigns with how far they are. */
export function CampaignsPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const user = useUser();
  const [creating, setCreating] = useState(false);
  const { data, error, refetch, isPending } = useCampaigns();
  const columns = useMemo<TableColumnsType<Campaign>>(() => {
    const count = (name: 'targets' | 'done' | 'open' | 'overdue') => ({
      title: t(`campaigns.${name}`),
      align: 'right' as const,
      render: (_: unknown, row: Campaign) => <span className="number">{format.count(row[name])}</span>,
    });
    return [
      {
        title: t('campaigns.name'),
        render: (_, row) => <RowLink to={`/campaigns/${encodeURIComponent(row.id)}`}>{row.name}</RowLink>,
      },
      {
        title: t('campaigns.status'),
        render: (_, row) => <StatusTag table="campaignStatus" value={row.status} />,
      },
      { title: t('campaigns.deadline'), render: (_, row) => <Day value={row.deadline} /> },
      {
        title: t('campaigns.progress'),
        width: 160,
        render: (_, row) => (
          <Progress
            size="small"
            aria-label={t('campaigns.progressOf', { name: row.name })}
            percent={row.targets === 0 ? 0 : Math.floor(((row.done + row.settled) * 100) / row.targets)}
          />
        ),
      },
      count('targets'),
      count('done'),
      count('open'),
      count('overdue'),
    ];
  }, [t, format]);
  const create = may(user, 'tasks.decide') ? (
    <Button type="primary" onClick={() => setCreating(true)}>
      {t('campaigns.create')}
    </Button>
  ) : null;
  return (
    <Page title={t('layout.nav.campaigns')} actions={create}>
      <Panel flush>
        {error ? (
          <ProblemPanel error={error} onRetry={() => void refetch()} />
        ) : (
          <DataTable
            label={t('layout.nav.campaigns')}
            columns={columns}
            rows={data?.items ?? []}
            rowKey={(row) => row.id}
            loading={isPending}
            keyboard={{}}
            empty={
              <Notice
                icon={<FlagOutlined />}
                title={t('campaigns.empty.title')}
                text={t('campaigns.empty.text')}
              />
            }
          />
        )}
      </Panel>
      {creating ? <CampaignDialog onClose={() => setCreating(false)} /> : null}
    </Page>
  );
}
