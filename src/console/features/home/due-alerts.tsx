import { BellOutlined } from '@ant-design/icons';
import { Skeleton, type TableColumnsType } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import type { Alert } from '../../api/alert-types.js';
import type { Page } from '../../api/types.js';
import { DataTable, RowLink } from '../../components/data-table.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { Missing } from '../../components/values.js';
import { Due } from '../alerts/due.js';
import { Why } from '../alerts/why.js';
import { RuleName } from '../rules/rule-name.js';

/** The open alerts with the earliest deadlines. */
export function DueAlerts() {
  const { t } = useTranslation();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['list', '/alerts', 'next'],
    queryFn: ({ signal }) =>
      api.get<Page<Alert>>('/alerts', { query: { status: 'standing', limit: 8 }, signal }),
  });
  const columns: TableColumnsType<Alert> = [
    {
      title: t('alerts.rule'),
      render: (_, a) => (
        <RowLink to={`/alerts/${encodeURIComponent(a.id)}`}>
          <RuleName id={a.ruleId} />
        </RowLink>
      ),
    },
    {
      title: t('alerts.customer'),
      render: (_, a) => <span className="cell-clip cell-name">{a.customerName ?? <Missing />}</span>,
    },
    {
      title: t('alerts.why'),
      render: (_, a) => <Why alert={a} />,
    },
    { title: t('alerts.due'), render: (_, a) => <Due day={a.dueOn} status={a.status} /> },
  ];
  return (
    <Panel title={t('home.next')} extra={<Link to="/alerts?status=standing">{t('home.allOpen')}</Link>} flush>
      {isPending ? <Skeleton active className="table-skeleton" /> : null}
      {error ? <ProblemPanel compact error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <DataTable<Alert>
          label={t('home.next')}
          columns={columns}
          rows={data.items}
          rowKey={(a) => a.id}
          keyboard={{}}
          empty={
            <Notice
              icon={<BellOutlined />}
              title={t('home.nothingDue.title')}
              text={t('home.nothingDue.text')}
            />
          }
        />
      ) : null}
    </Panel>
  );
}
