import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Customer } from '../../api/customer-types.js';
import type { Restriction } from '../../api/task-types.js';
import type { Page } from '../../api/types.js';
import { may } from '../../app/permissions.js';
import { ListPanel } from '../../components/list-panel.js';
import { StatusTag } from '../../components/tag.js';
import { Day, Instant, Term } from '../../components/values.js';
import { useUser } from '../session/use-session.js';
import { MeasuresSeen } from './measures-seen.js';
import { NoticeLines } from './notice-lines.js';
import { ProposeDialog } from './propose-dialog.js';
import { RestrictionActions } from './restriction-actions.js';

/** What of a customer's services is limited; for compliance also what was proposed, by whom, and the notices. */
export function RestrictionsPanel({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const user = useUser();
  const [proposing, setProposing] = useState(false);
  const query = useQuery({
    queryKey: ['tasks', 'restrictions', customer.id],
    queryFn: ({ signal }) =>
      api.get<Page<Restriction>>(`/customers/${encodeURIComponent(customer.id)}/restrictions`, { signal }),
  });
  return (
    <ListPanel
      title={t('tasks.restrictions')}
      extra={
        may(user, 'tasks.decide') ? (
          <Button size="small" onClick={() => setProposing(true)}>
            {t('tasks.restriction.propose')}
          </Button>
        ) : null
      }
      query={query}
      none={{ title: t('tasks.noRestrictions.title'), text: t('tasks.noRestrictions.text') }}
      className="work-list"
      line={(one) => (
        <>
          <StatusTag table="restrictionStatus" value={one.status} />{' '}
          <Day value={one.inForceFrom ?? one.proposedOn} /> <MeasuresSeen {...one} />
          <Internal one={one} />
          <RestrictionActions one={one} />
        </>
      )}
    >
      {proposing ? <ProposeDialog customer={customer} onClose={() => setProposing(false)} /> : null}
    </ListPanel>
  );
}

/** What only compliance is given. */
function Internal({ one }: { one: Restriction }) {
  const { t } = useTranslation();
  if (one.proposedBy === undefined) return null;
  return (
    <>
      <span className="cell-sub">
        {t('tasks.restriction.proposedBy', { name: one.proposedBy })}{' '}
        <Term table="restrictionReason" value={one.reason} /> {one.note}
      </span>
      {(one.events ?? []).map((event) => (
        <span className="cell-sub" key={event.kind + event.at}>
          <Term table="restrictionAct" value={event.kind} /> <Instant value={event.at} /> {event.by}{' '}
          {event.note}
        </span>
      ))}
      {one.status === 'in-force' && one.endProposedAt ? (
        <strong className="cell-sub">{t('tasks.restriction.endProposed')}</strong>
      ) : null}
      <strong className="cell-sub">{t('tasks.restriction.proof')}</strong>
      {one.notices && one.notices.length > 0 ? (
        <NoticeLines notices={one.notices} />
      ) : (
        <span className="cell-sub">{t('tasks.restriction.noProof')}</span>
      )}
    </>
  );
}
