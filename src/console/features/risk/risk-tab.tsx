import { useState } from 'react';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Customer } from '../../api/customer-types.js';
import type { RiskOverride, RiskRating } from '../../api/risk-types.js';
import { may } from '../../app/permissions.js';
import { DataTable } from '../../components/data-table.js';
import { Facts } from '../../components/facts.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { StatusTag } from '../../components/tag.js';
import { Day, Instant, Missing, Term } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { useUser } from '../session/use-session.js';
import { DecisionButtons } from './decision-buttons.js';
import { HistoryChart } from './history-chart.js';
import { OverrideDialog } from './override-dialog.js';
import { useRiskHistory, useRiskModels } from './queries.js';
import { RatingItems } from './rating-items.js';

/** How one customer is rated, what gave how much, what it was before, and what people decided. */
export function RiskTab({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const user = useUser();
  const [asking, setAsking] = useState(false);
  const { data, error, refetch } = useRiskHistory(customer.id);
  if (error) return <ProblemPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active />;
  const [newest] = data.items;
  if (!newest)
    return (
      <Notice title={t('risk.unrated.title')} text={t('risk.unrated.text')}>
        {data.firstDueOn ? <Day value={data.firstDueOn} /> : null}
      </Notice>
    );
  return (
    <div className="stack">
      <Panel
        title={t('risk.level')}
        extra={
          may(user, 'risk.change') ? (
            <Button onClick={() => setAsking(true)}>{t('risk.override.title')}</Button>
          ) : null
        }
      >
        <Standing rating={newest} />
      </Panel>
      <Panel title={t('risk.why')}>
        <RatingItems items={newest.items} />
      </Panel>
      {data.overrides.length > 0 ? (
        <Panel title={t('risk.overrides')} flush>
          <Overrides overrides={data.overrides} />
        </Panel>
      ) : null}
      <Panel title={t('risk.history')}>
        <HistoryChart ratings={data.items} />
        <History ratings={data.items} />
      </Panel>
      {asking ? (
        <OverrideDialog
          customerId={customer.id}
          levels={data.levels}
          present={newest.level}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}

function Standing({ rating }: { rating: RiskRating }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Facts
      facts={[
        { name: t('risk.level'), value: <StatusTag table="riskLevel" value={rating.level} /> },
        { name: t('risk.machineLevel'), value: <StatusTag table="riskLevel" value={rating.machineLevel} /> },
        { name: t('risk.total'), value: <span className="risk-total number">{rating.total}</span> },
        { name: t('risk.nextReviewOn'), value: <Day value={rating.nextReviewOn} /> },
        { name: t('risk.trigger'), value: <Term table="riskTrigger" value={rating.trigger} /> },
        {
          name: t('risk.model'),
          value: <ModelVersion model={rating.model} />,
        },
        rating.rules.length > 0 && {
          name: t('risk.rules'),
          wide: true,
          value: rating.rules.map(({ rule, effect, because }) => (
            <div key={rule}>
              {format.text(because)}
              {t('common.colon')}
              <Term table="riskRuleEffect" value={effect} />
            </div>
          )),
        },
      ]}
    />
  );
}

/** A model by its name rather than its id; the way to what it says. */
function ModelVersion({ model: { id, version } }: { model: RiskRating['model'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useRiskModels();
  const title = data?.items.find(({ modelId }) => modelId === id)?.title;
  return (
    <Link to={`/risk/models/${encodeURIComponent(id)}/${version}`}>
      {t('risk.version', { name: title ? format.text(title) : id, version })}
    </Link>
  );
}

function Overrides({ overrides }: { overrides: RiskOverride[] }) {
  const { t } = useTranslation();
  return (
    <DataTable<RiskOverride>
      label={t('risk.overrides')}
      rows={overrides}
      rowKey={({ id }) => id}
      empty={null}
      columns={[
        { title: t('risk.level'), render: (_, o) => <StatusTag table="riskLevel" value={o.level} /> },
        { title: t('risk.reason'), render: (_, o) => o.reason },
        { title: t('risk.maker'), render: (_, o) => o.maker },
        { title: t('risk.status'), render: (_, o) => <Term table="riskOverrideStatus" value={o.status} /> },
        { title: t('risk.expiresOn'), render: (_, o) => <Day value={o.expiresOn} /> },
        {
          title: t('risk.decision'),
          render: (_, o) =>
            o.status === 'awaiting-approval' ? (
              <DecisionButtons path={`/risk-ratings/${encodeURIComponent(o.id)}/approval`} maker={o.maker} />
            ) : (
              (o.decider ?? <Missing />)
            ),
        },
      ]}
    />
  );
}

function History({ ratings }: { ratings: RiskRating[] }) {
  const { t } = useTranslation();
  return (
    <DataTable<RiskRating>
      label={t('risk.history')}
      rows={ratings}
      rowKey={({ id }) => id}
      empty={null}
      columns={[
        { title: t('risk.ratedAt'), render: (_, r) => <Instant value={r.ratedAt} /> },
        { title: t('risk.trigger'), render: (_, r) => <Term table="riskTrigger" value={r.trigger} /> },
        { title: t('risk.total'), render: (_, r) => <span className="number">{r.total}</span> },
        {
          title: t('risk.machineLevel'),
          render: (_, r) => <StatusTag table="riskLevel" value={r.machineLevel} />,
        },
        { title: t('risk.level'), render: (_, r) => <StatusTag table="riskLevel" value={r.level} /> },
        {
          title: t('risk.model'),
          render: (_, r) => <ModelVersion model={r.model} />,
        },
      ]}
    />
  );
}
