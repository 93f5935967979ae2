import { Skeleton } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client.js';
import type { Alert } from '../../api/alert-types.js';
import { Facts } from '../../components/facts.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { StatusTag } from '../../components/tag.js';
import { Day, Missing, Term } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { useRuleName } from '../rules/rule-name.js';
import { AlertActions } from './alert-actions.js';
import { AlertEvidence } from './alert-evidence.js';
import { AlertRule } from './alert-rule.js';
import { CustomerCard } from './customer-card.js';
import { Due } from './due.js';
import { MatchPanel } from './match-panel.js';
import { Measures } from './measures.js';
import { AttemptPanel } from './attempt-panel.js';
import { ReferralPanel } from './referral-panel.js';
import { WorkingDayClock } from './working-day-clock.js';
import './alert-page.css';

/** One alert: why, on what evidence, about whom, by which rule, until when. */
export function AlertPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const ruleName = useRuleName();
  const { id = '' } = useParams();
  const {
    data: alert,
    error,
    isPending,
    refetch,
  } = useQuery({
    queryKey: ['alert', id],
    queryFn: ({ signal }) => api.get<Alert>(`/alerts/${encodeURIComponent(id)}`, { signal }),
  });
  const parent = { title: t('layout.nav.alerts'), to: '/alerts' };
  if (error) {
    return (
      <Page title={t('alerts.one')} parent={parent}>
        <ProblemPanel error={error} onRetry={() => void refetch()} />
      </Page>
    );
  }
  if (isPending) {
    return (
      <Page title={t('alerts.one')} parent={parent}>
        <Skeleton active paragraph={{ rows: 10 }} />
      </Page>
    );
  }
  return (
    <Page
      title={ruleName(alert.ruleId)}
      parent={parent}
      aside={<StatusTag table="alertStatus" value={alert.status} />}
      subtitle={[
        t(`terms.alertKind.${alert.kind}`),
        alert.customerName,
        format.day(alert.asOf),
        alert.direction ? t(`terms.direction.${alert.direction}`) : null,
      ]
        .filter(Boolean)
        .join(' · ')}
      actions={<AlertActions alert={alert} />}
    >
      <div className="columns">
        <div className="stack">
          <Panel title={t('alerts.why')}>
            <p className="alert-explanation">{format.text(alert.explanation)}</p>
            {alert.status === 'withdrawn' ? <p className="muted">{t('alerts.withdrawnNote')}</p> : null}
            <Measures alert={alert} />
          </Panel>
          <ReferralPanel alert={alert} />
          <AttemptPanel alert={alert} />
          <MatchPanel alert={alert} />
          <AlertEvidence alert={alert} />
        </div>
        <div className="stack">
          <Panel title={t('alerts.due')}>
            <Due day={alert.dueOn} status={alert.status} />
            <WorkingDayClock from={alert.asOf} due={alert.dueOn} />
            {alert.dueOnEstimated ? <p className="muted">{t('alerts.estimated')}</p> : null}
          </Panel>
          <CustomerCard alert={alert} />
          <AlertRule alert={alert} />
          <Panel title={t('common.details')}>
            <Facts
              narrow
              facts={[
                { name: t('alerts.asOf'), value: <Day value={alert.asOf} /> },
                { name: t('alerts.direction'), value: <Term table="direction" value={alert.direction} /> },
                { name: t('alerts.severity'), value: <StatusTag table="severity" value={alert.severity} /> },
                { name: t('alerts.assignee'), value: alert.assignee ?? <Missing /> },
                { name: t('alerts.id'), value: <span className="mono">{alert.id}</span> },
                alert.subjects.length > 1 && {
                  name: t('alerts.subjects'),
                  value: alert.subjects.map((number) => (
                    <Link
                      key={number}
                      to={`/customers/number/${encodeURIComponent(number)}`}
                      className="mono alert-subject"
                    >
                      {number}
                    </Link>
                  )),
                },
              ]}
            />
          </Panel>
        </div>
      </div>
    </Page>
  );
}
