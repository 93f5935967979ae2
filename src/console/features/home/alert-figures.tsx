import { lazy, Suspense } from 'react';
import { FileDoneOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Home } from '../../api/home-types.js';
import { may } from '../../app/permissions.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { Day } from '../../components/values.js';
import { addDays } from '../../i18n/format.js';
import { useUser } from '../session/use-session.js';
import { DueAlerts } from './due-alerts.js';
import { Figure } from './figure.js';

const AlertsPerDay = lazy(() => import('./alerts-per-day.js').then((m) => ({ default: m.AlertsPerDay })));

/** Alerts, deadlines and reports of the day. */
export function AlertFigures({ home }: { home: Home | undefined }) {
  const { t } = useTranslation();
  const user = useUser();
  const alerts = home?.alerts;
  return (
    <>
      {home && alerts ? (
        <div className="figures">
          <Figure
            name={t('home.open')}
            value={alerts.open}
            to="/alerts?status=standing"
            hint={t('home.unassigned', { count: alerts.unassigned })}
          />
          {may(user, 'alerts.assign') ? (
            <Figure
              name={t('home.mine')}
              value={alerts.mine}
              to={`/alerts?assignee=${encodeURIComponent(user.username)}`}
            />
          ) : null}
          <Figure
            name={t('home.dueSoon')}
            hint={t('home.dueSoonHint')}
            value={alerts.dueSoon}
            to={`/alerts?status=standing&dueBefore=${addDays(home.asOf, 3)}`}
            tone="warning"
          />
          <Figure
            name={t('home.overdue')}
            value={alerts.overdue}
            to={`/alerts?status=standing&dueBefore=${home.asOf}`}
            tone="danger"
          />
          {home.reports ? (
            <Figure
              name={t('home.drafts')}
              value={home.reports.drafts}
              to="/reports?status=draft"
              hint={t('home.toSubmit', { count: home.reports.awaitingSubmission })}
            />
          ) : null}
        </div>
      ) : null}
      <div className="columns">
        <div className="stack">
          {alerts ? (
            <Panel title={t('home.perDay')}>
              {alerts.byDay.length > 0 ? (
                <Suspense fallback={<Skeleton active paragraph={{ rows: 5 }} />}>
                  <AlertsPerDay days={alerts.byDay} />
                </Suspense>
              ) : (
                <Notice compact title={t('home.noAlerts.title')} text={t('home.noAlerts.text')} />
              )}
            </Panel>
          ) : null}
          <DueAlerts />
        </div>
        <div className="stack">
          {home?.reports ? (
            <Unreported days={home.reports.unreported} create={may(user, 'reports.create')} />
          ) : null}
          {home?.transactions ? <Intake home={home} /> : null}
        </div>
      </div>
    </>
  );
}

function Unreported(props: {
  days: { businessDate: string; alerts: number; dueOn: string }[];
  create: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Panel title={t('home.unreported')}>
      {props.days.length === 0 ? (
        <Notice compact icon={<FileDoneOutlined />} title={t('home.allReported')} />
      ) : (
        <ul className="plain-list">
          {props.days.map((day) => (
            <li key={day.businessDate}>
              <span>
                <Day value={day.businessDate} />
                <span className="cell-sub">
                  {t('home.alertsDue', { count: day.alerts })} <Day value={day.dueOn} />
                </span>
              </span>
              {props.create ? (
                <Link to={`/reports?create=${day.businessDate}`}>
                  <Button size="small">{t('home.makeReport')}</Button>
                </Link>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Intake({ home }: { home: Home }) {
  const { t } = useTranslation();
  const { transactions, imports } = home;
  if (!transactions) return null;
  return (
    <Panel title={t('home.intake')}>
      <ul className="plain-list">
        <li>
          <span>{t('home.lastDay')}</span>
          <Day value={transactions.lastBusinessDate} />
        </li>
        <li>
          <span>{t('home.onLastDay')}</span>
          <Link
            to={
              transactions.lastBusinessDate
                ? `/transactions?from=${transactions.lastBusinessDate}`
                : '/transactions'
            }
            className="number"
          >
            {transactions.onLastBusinessDate.toLocaleString('en')}
          </Link>
        </li>
        {imports ? (
          <li>
            <span>{t('home.runningImports')}</span>
            <Link to="/imports" className="number">
              {imports.running}
            </Link>
          </li>
        ) : null}
      </ul>
    </Panel>
  );
}
