import { useMemo, useState } from 'react';
import { PhoneOutlined, PlusOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import type { ContactLine } from '../../api/notice-types.js';
import type { Page } from '../../api/types.js';
import { may } from '../../app/permissions.js';
import { DataTable } from '../../components/data-table.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { StatusTag } from '../../components/tag.js';
import { Instant, Missing, Term } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { useUser } from '../session/use-session.js';
import { ContactDialog } from './contact-dialog.js';
import { PreferencesPanel } from './preferences-panel.js';

/** What the bank and a customer said to each other, and what it sent; with what the customer wants. */
export function ContactsTab({ customerId, customerNumber }: { customerId: string; customerNumber: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const user = useUser();
  const [adding, setAdding] = useState(false);
  const path = `/customers/${encodeURIComponent(customerId)}/contacts-log`;
  const log = useInfiniteQuery({
    queryKey: ['contacts-log', customerId],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<ContactLine>>(path, { query: { limit: 20, cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
  const columns = useMemo<TableColumnsType<ContactLine>>(
    () => [
      { title: t('notices.at'), render: (_, line) => <Instant value={line.at} /> },
      {
        title: t('notices.channel'),
        render: (_, line) => (
          <>
            <Term table="contactChannel" value={line.channel} />
            {line.address ? <span className="cell-sub mono">{line.address}</span> : null}
          </>
        ),
      },
      {
        title: t('notices.subject'),
        render: (_, line) => (
          <>
            {line.kind === 'notice' ? (
              <Link to={`/notices/${encodeURIComponent(line.id)}`}>{format.text(line.subject)}</Link>
            ) : (
              format.text(line.subject)
            )}
            {line.text ? <span className="cell-sub contact-text">{line.text}</span> : null}
          </>
        ),
      },
      {
        title: t('notices.outcome'),
        render: (_, line) => (
          <StatusTag
            table={line.kind === 'notice' ? 'noticeStatus' : 'contactOutcome'}
            value={line.outcome}
          />
        ),
      },
      { title: t('notices.by'), render: (_, line) => line.by ?? <Missing /> },
    ],
    [t, format],
  );
  const add = may(user, 'notices.work') ? (
    <Button icon={<PlusOutlined />} onClick={() => setAdding(true)}>
      {t('notices.addContact')}
    </Button>
  ) : null;
  const rows = log.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className="stack">
      <PreferencesPanel customerId={customerId} />
      <Panel title={t('notices.contacts')} extra={add} flush>
        {log.error ? (
          <ProblemPanel compact error={log.error} onRetry={() => void log.refetch()} />
        ) : log.isPending ? (
          <Skeleton active className="table-skeleton" />
        ) : (
          <DataTable<ContactLine>
            label={t('notices.contacts')}
            columns={columns}
            rows={rows}
            rowKey={(line) => line.id}
            empty={
              <Notice
                compact
                icon={<PhoneOutlined />}
                title={t('notices.noContacts.title')}
                text={t('notices.noContacts.text')}
              />
            }
            footer={
              log.hasNextPage ? (
                <div className="list-footer">
                  <Button
                    size="small"
                    loading={log.isFetchingNextPage}
                    onClick={() => void log.fetchNextPage()}
                  >
                    {t('notices.older')}
                  </Button>
                </div>
              ) : null
            }
          />
        )}
      </Panel>
      {adding ? (
        <ContactDialog
          customerId={customerId}
          customerNumber={customerNumber}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </div>
  );
}
