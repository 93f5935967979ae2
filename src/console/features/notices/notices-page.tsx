import { useMemo } from 'react';
import { MailOutlined } from '@ant-design/icons';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { CustomerNotice } from '../../api/notice-types.js';
import { RowLink } from '../../components/data-table.js';
import { ExportButton } from '../../components/export-button.js';
import { DayFilter, FilterBar, SelectFilter, TextFilter } from '../../components/filters.js';
import { ListView } from '../../components/list-view.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { StatusTag } from '../../components/tag.js';
import { useList } from '../../components/use-list.js';
import { Instant, Term, useTerm } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { CustomerLink } from '../customers/customer-link.js';
import { ChannelState } from './channel-state.js';

const fields = ['status', 'channel', 'customerNumber', 'from'] as const;
const statuses = ['queued', 'waiting', 'sent', 'letter', 'handed-over', 'failed', 'cancelled'];
const channels = ['sms', 'email', 'letter'];

/** What customers were and will be told, with where each notice stands. */
export function NoticesPage() {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const list = useList<CustomerNotice>('/notices', fields);
  const { filters, setFilters } = list;
  const columns = useMemo<TableColumnsType<CustomerNotice>>(
    () => [
      {
        title: t('notices.one'),
        render: (_, n) => (
          <RowLink to={`/notices/${encodeURIComponent(n.id)}`}>{format.text(n.title)}</RowLink>
        ),
      },
      {
        title: t('notices.customer'),
        render: (_, n) => (
          <>
            <span className="cell-clip cell-name">{n.customerName}</span>
            <CustomerLink customerNumber={n.customerNumber} />
          </>
        ),
      },
      {
        title: t('notices.channel'),
        render: (_, n) => (
          <>
            <Term table="noticeChannel" value={n.channel} />
            {n.address ? <span className="cell-sub mono">{n.address}</span> : null}
          </>
        ),
      },
      { title: t('notices.status'), render: (_, n) => <StatusTag table="noticeStatus" value={n.status} /> },
      {
        title: t('notices.tries'),
        align: 'right',
        render: (_, n) => <span className="number">{n.tries}</span>,
      },
      { title: t('notices.queuedAt'), render: (_, n) => <Instant value={n.queuedAt} /> },
      { title: t('notices.sentAt'), render: (_, n) => <Instant value={n.sentAt} /> },
    ],
    [t, format],
  );
  const templates = (
    <Link to="/notice-templates">
      <Button>{t('notices.templates')}</Button>
    </Link>
  );
  return (
    <Page
      title={t('layout.nav.notices')}
      actions={
        <>
          <ExportButton<CustomerNotice>
            path="/notices"
            query={list.query}
            name="notices"
            columns={[
              { title: t('notices.one'), value: (x) => format.text(x.title) },
              { title: t('customers.number'), value: (x) => x.customerNumber },
              { title: t('notices.channel'), value: (x) => term('noticeChannel', x.channel) },
              { title: t('notices.status'), value: (x) => term('noticeStatus', x.status) },
              { title: t('notices.tries'), value: (x) => x.tries },
              { title: t('notices.queuedAt'), value: (x) => x.queuedAt },
              { title: t('notices.sentAt'), value: (x) => x.sentAt },
            ]}
          />
          {templates}
        </>
      }
    >
      <ChannelState />
      <ListView<CustomerNotice>
        list={list}
        label={t('layout.nav.notices')}
        columns={columns}
        rowKey={(n) => n.id}
        filters={
          <FilterBar
            active={list.filtered}
            onClear={() => setFilters(Object.fromEntries(fields.map((field) => [field, null])))}
          >
            <SelectFilter
              label={t('notices.status')}
              value={filters.status}
              onChange={(status) => setFilters({ status })}
              options={statuses.map((value) => ({ value, label: term('noticeStatus', value) }))}
            />
            <SelectFilter
              label={t('notices.channel')}
              value={filters.channel}
              onChange={(channel) => setFilters({ channel })}
              options={channels.map((value) => ({ value, label: term('noticeChannel', value) }))}
            />
            <TextFilter
              label={t('notices.customer')}
              placeholder={t('customers.number')}
              value={filters.customerNumber}
              onChange={(customerNumber) => setFilters({ customerNumber })}
            />
            <DayFilter
              label={t('notices.from')}
              value={filters.from}
              onChange={(from) => setFilters({ from })}
            />
          </FilterBar>
        }
        empty={
          <Notice icon={<MailOutlined />} title={t('notices.empty.title')} text={t('notices.empty.text')}>
            {templates}
          </Notice>
        }
      />
    </Page>
  );
}
