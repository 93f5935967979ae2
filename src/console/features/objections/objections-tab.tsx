import { useState } from 'react';
import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Customer } from '../../api/customer-types.js';
import type { Objection } from '../../api/objection-types.js';
import type { Page } from '../../api/types.js';
import { may } from '../../app/permissions.js';
import { ListPanel } from '../../components/list-panel.js';
import { StatusTag } from '../../components/tag.js';
import { Actor, Day, Instant, Term } from '../../components/values.js';
import { useUser } from '../session/use-session.js';
import { AnswerClock } from './answer-clock.js';
import { ObjectionActions } from './objection-actions.js';
import { ReceiveDialog } from './receive-dialog.js';
import '../tasks/tasks.css';
import './objections.css';

/** What a customer objected to, until when the answer is due, and the answer. */
export function ObjectionsTab({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const user = useUser();
  const [receiving, setReceiving] = useState(false);
  const query = useQuery({
    queryKey: ['objections', 'of', customer.id],
    queryFn: ({ signal }) =>
      api.get<Page<Objection>>(`/customers/${encodeURIComponent(customer.id)}/objections`, { signal }),
  });
  const add = may(user, 'tasks.work') ? (
    <Button icon={<PlusOutlined />} onClick={() => setReceiving(true)}>
      {t('objections.receive')}
    </Button>
  ) : null;
  return (
    <ListPanel
      title={t('customers.tabs.objections')}
      extra={add}
      query={query}
      none={{ title: t('objections.none.title'), text: t('objections.none.text') }}
      className="work-list"
      line={(one) => (
        <>
          <StatusTag table="objectionStatus" value={one.status} /> {one.text}
          <span className="cell-sub">
            {t('objections.receivedOn')} <Day value={one.receivedOn} /> · {t('objections.due')}{' '}
            <AnswerClock objection={one} />
          </span>
          {one.answer ? (
            <blockquote className="objection-answer">
              <strong>
                <Term table="objectionDecision" value={one.answer.decision} />
              </strong>{' '}
              <Day value={one.answer.answeredOn} />
              <span className="contact-text">{one.answer.text}</span>
            </blockquote>
          ) : null}
          {(one.events ?? []).map((event) => (
            <span className="cell-sub" key={event.at + event.kind}>
              <Instant value={event.at} /> · <Actor name={event.by} /> ·{' '}
              <Term table="objectionAct" value={event.kind} />
              {t('common.colon')}
              {event.reason ?? event.note}
            </span>
          ))}
          <ObjectionActions objection={one} />
        </>
      )}
    >
      {receiving ? <ReceiveDialog customerId={customer.id} onClose={() => setReceiving(false)} /> : null}
    </ListPanel>
  );
}
