import { useMemo, useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import type { TimelineEntry } from '../../api/network-types.js';
import type { Page } from '../../api/types.js';
import { may } from '../../app/permissions.js';
import { DataTable } from '../../components/data-table.js';
import { SelectFilter } from '../../components/filters.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { Actor, Day, Instant } from '../../components/values.js';
import { dayOf } from '../../i18n/format.js';
import { useFormat } from '../../i18n/use-format.js';
import { useUser } from '../session/use-session.js';

const pages: Readonly<Record<string, string>> = {
  customer: '/customers/',
  task: '/tasks/',
  alert: '/alerts/',
  report: '/reports/',
  notice: '/notices/',
};
const everybody = [
  'registration',
  'identity',
  'documents',
  'accounts',
  'relationships',
  'verifications',
  'owners',
  'tasks',
  'restrictions',
  'notices',
  'contacts',
];
const officers = ['merges', 'risk', 'alerts', 'reports'];

/** What happened to a customer, the newest first. */
export function TimelineTab({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const user = useUser();
  const [kind, setKind] = useState<string>();
  const kinds = may(user, 'alerts') ? [...everybody, ...officers] : everybody;
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery({
      queryKey: ['timeline', customerId, kind ?? null],
      queryFn: ({ pageParam, signal }) =>
        api.get<Page<TimelineEntry>>(`/customers/${encodeURIComponent(customerId)}/timeline`, {
          query: { limit: 50, cursor: pageParam, kinds: kind },
          signal,
        }),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.nextCursor,
    });
  const columns = useMemo<TableColumnsType<TimelineEntry>>(
    () => [
      {
        title: t('timeline.at'),
        render: (_, { at, kind: what }) =>
          // Of accounts only the day is known.
          what === 'accounts' ? <Day value={dayOf(new Date(at))} /> : <Instant value={at} />,
      },
      { title: t('timeline.kind'), render: (_, entry) => t(`timeline.kinds.${entry.kind}`) },
      {
        title: t('timeline.summary'),
        render: (_, { summary, link }) =>
          link && pages[link.kind] ? (
            <Link to={pages[link.kind] + encodeURIComponent(link.id)}>{format.text(summary)}</Link>
          ) : (
            format.text(summary)
          ),
      },
      { title: t('timeline.actor'), render: (_, { actor }) => <Actor name={actor} /> },
    ],
    [t, format],
  );
  const rows = useMemo(
    () => data?.pages.flatMap(({ items }) => items).map((entry, index) => ({ ...entry, row: index })) ?? [],
    [data],
  );
  if (error) return <ProblemPanel error={error} onRetry={() => void refetch()} />;
  return (
    <Panel flush>
      <div className="filter-bar" role="search" aria-label={t('common.filters')}>
        <SelectFilter
          label={t('timeline.kind')}
          {...(kind === undefined ? {} : { value: kind })}
          onChange={(value) => setKind(value ?? undefined)}
          options={kinds.map((value) => ({ value, label: t(`timeline.kinds.${value}`) }))}
        />
      </div>
      {isPending ? (
        <Skeleton active className="table-skeleton" />
      ) : (
        <DataTable
          label={t('timeline.title')}
          columns={columns as TableColumnsType<TimelineEntry & { row: number }>}
          rows={rows}
          rowKey={({ row }) => String(row)}
          empty={<Notice title={t('timeline.empty.title')} text={t('timeline.empty.text')} />}
          footer={
            hasNextPage ? (
              <div className="list-footer">
                <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                  {t('timeline.more')}
                </Button>
              </div>
            ) : null
          }
        />
      )}
    </Panel>
  );
}
