import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../api/client.js';
import type { RegisterDiscrepancyDetail } from '../../api/owner-types.js';
import { may } from '../../app/permissions.js';
import { Facts } from '../../components/facts.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { PendingPage } from '../../components/pending-page.js';
import { StatusTag } from '../../components/tag.js';
import { Day, Instant, Term } from '../../components/values.js';
import { useUser } from '../session/use-session.js';
import { DifferencesTable, Weight } from './differences-table.js';
import { DiscrepancyDialog } from './discrepancy-dialog.js';
import { RegisterClock } from './register-clock.js';

/** One difference with a register: how the two differ, its clock, and what was done about it. */
export function DiscrepancyPage() {
  const { t } = useTranslation();
  const user = useUser();
  const { id = '' } = useParams();
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['owners', 'discrepancy', id],
    queryFn: ({ signal }) =>
      api.get<RegisterDiscrepancyDetail>(`/register-discrepancies/${encodeURIComponent(id)}`, { signal }),
  });
  const parent = { title: t('layout.nav.registers'), to: '/register-discrepancies' };
  if (!data)
    return (
      <PendingPage title={t('registers.one')} parent={parent} error={error} onRetry={() => void refetch()} />
    );
  return (
    <Page
      title={data.customerName}
      parent={parent}
      subtitle={data.register}
      aside={<StatusTag table="registerStatus" value={data.status} />}
      actions={
        may(user, 'registers.work') ? (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('registers.add')}
          </Button>
        ) : null
      }
    >
      <div className="stack">
        <Panel title={t('registers.one')}>
          <Facts
            facts={[
              {
                name: t('registers.customer'),
                value: (
                  <Link to={`/customers/${encodeURIComponent(data.customerId)}?tab=owners`}>
                    {data.customerNumber}
                  </Link>
                ),
              },
              { name: t('registers.queriedOn'), value: <Day value={data.queriedOn} /> },
              { name: t('registers.foundOn'), value: <Day value={data.foundOn} /> },
              { name: t('registers.dueOn'), value: <RegisterClock one={data} /> },
              { name: t('registers.weight'), value: <Weight material={data.material} /> },
            ]}
          />
        </Panel>
        <Panel title={t('registers.differences')} flush>
          <DifferencesTable differences={data.differences} />
        </Panel>
        <Panel title={t('registers.done')}>
          <ul className="bare-list" aria-label={t('registers.done')}>
            {data.events.map((event, index) => (
              <li key={index}>
                <Instant value={event.at} /> <Term table="registerEvent" value={event.kind} /> · {event.by}
                {event.text ? <span className="cell-sub">{event.text}</span> : null}
              </li>
            ))}
          </ul>
        </Panel>
      </div>
      {adding ? <DiscrepancyDialog discrepancy={data} onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}
