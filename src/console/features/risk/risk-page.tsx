import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RiskModelSummary, RiskOverride, RiskOverview, UnratedCustomer } from '../../api/risk-types.js';
import { DataTable } from '../../components/data-table.js';
import { Facts } from '../../components/facts.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { StatusTag, Tag } from '../../components/tag.js';
import { Actor, Day, Instant, Missing, useTerm } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { DecisionButtons } from './decision-buttons.js';
import { useRiskModels, useRiskOverview, useUnrated, useWaitingOverrides } from './queries.js';

const customerPage = (id: string) => `/customers/${encodeURIComponent(id)}?tab=risk`;

const ranks = ['high', 'medium-high', 'medium', 'medium-low', 'low'];
/** The highest first; a level of the bank's own making after those everybody knows. */
const rankOf = (level: string) => (ranks.indexOf(level) + ranks.length + 1) % (ranks.length + 1);
const byRank = (a: { level: string }, b: { level: string }) => rankOf(a.level) - rankOf(b.level);

/** How the whole base is rated, and what waits for people. */
export function RiskPage() {
  const { t } = useTranslation();
  const overview = useRiskOverview();
  return (
    <Page title={t('layout.nav.risk')}>
      {overview.error ? (
        <ProblemPanel error={overview.error} onRetry={() => void overview.refetch()} />
      ) : overview.data ? (
        <Distribution overview={overview.data} />
      ) : null}
      <Waiting />
      <Unrated />
      <Models />
    </Page>
  );
}

function Distribution({ overview }: { overview: RiskOverview }) {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  return (
    <Panel title={t('risk.distribution')}>
      <Facts
        facts={[
          ...[...overview.levels].sort(byRank).map(({ level, customers }) => ({
            name: term('riskLevel', level),
            value: (
              <Link to={`/customers?riskLevel=${encodeURIComponent(level)}`} className="number">
                {format.count(customers)}
              </Link>
            ),
          })),
          { name: t('risk.unratedCount'), value: format.count(overview.unrated) },
          {
            name: t('risk.overdueCount'),
            value: overview.overdue > 0 ? <Tag tone="danger">{format.count(overview.overdue)}</Tag> : '0',
          },
          { name: t('risk.requestedCount'), value: format.count(overview.requested) },
        ]}
      />
    </Panel>
  );
}

function Waiting() {
  const { t } = useTranslation();
  const { data, error, refetch, isPending } = useWaitingOverrides();
  return (
    <Panel title={t('risk.waiting')} flush>
      {error ? (
        <ProblemPanel compact error={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable<RiskOverride>
          label={t('risk.waiting')}
          loading={isPending}
          rows={data?.items ?? []}
          rowKey={({ id }) => id}
          empty={<Notice compact title={t('risk.noWaiting.title')} text={t('risk.noWaiting.text')} />}
          columns={[
            {
              title: t('risk.customer'),
              render: (_, o) => <Link to={customerPage(o.customerId)}>{o.customerName}</Link>,
            },
            {
              title: t('risk.machineLevel'),
              render: (_, o) => <StatusTag table="riskLevel" value={o.machineLevel} />,
            },
            { title: t('risk.level'), render: (_, o) => <StatusTag table="riskLevel" value={o.level} /> },
            { title: t('risk.reason'), render: (_, o) => o.reason },
            { title: t('risk.maker'), render: (_, o) => o.maker },
            {
              title: t('risk.decision'),
              render: (_, o) => (
                <DecisionButtons
                  path={`/risk-ratings/${encodeURIComponent(o.id)}/approval`}
                  maker={o.maker}
                />
              ),
            },
          ]}
        />
      )}
    </Panel>
  );
}

function Unrated() {
  const { t } = useTranslation();
  const { data } = useUnrated();
  if (!data || data.items.length === 0) return null;
  return (
    <Panel title={t('risk.firstRatings')} flush>
      <DataTable<UnratedCustomer>
        label={t('risk.firstRatings')}
        rows={data.items}
        rowKey={({ customerId }) => customerId}
        empty={null}
        columns={[
          {
            title: t('risk.customer'),
            render: (_, c) => <Link to={customerPage(c.customerId)}>{c.customerName}</Link>,
          },
          { title: t('risk.branch'), render: (_, c) => c.branch },
          {
            title: t('risk.dueOn'),
            render: (_, c) => (
              <>
                <Day value={c.firstDueOn} /> {c.overdue ? <Tag tone="danger">{t('risk.overdue')}</Tag> : null}
              </>
            ),
          },
        ]}
      />
    </Panel>
  );
}

function Models() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, refetch, isPending } = useRiskModels();
  return (
    <Panel title={t('risk.models')} flush>
      {error ? (
        <ProblemPanel compact error={error} onRetry={() => void refetch()} />
      ) : (
        <DataTable<RiskModelSummary>
          label={t('risk.models')}
          loading={isPending}
          rows={data?.items ?? []}
          rowKey={({ modelId, version }) => `${modelId} ${version}`}
          empty={null}
          columns={[
            {
              title: t('risk.model'),
              render: (_, m) => (
                <Link to={`/risk/models/${encodeURIComponent(m.modelId)}/${m.version}`}>
                  {t('risk.version', { name: format.text(m.title), version: m.version })}
                </Link>
              ),
            },
            { title: t('risk.status'), render: (_, m) => <StatusTag table="ruleStatus" value={m.status} /> },
            { title: t('risk.note'), render: (_, m) => m.note || <Missing /> },
            { title: t('risk.madeAt'), render: (_, m) => <Instant value={m.madeAt} /> },
            { title: t('risk.madeBy'), render: (_, m) => <Actor name={m.maker} /> },
          ]}
        />
      )}
    </Panel>
  );
}
