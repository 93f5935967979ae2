import { useMemo } from 'react';
import { AuditOutlined, DownloadOutlined } from '@ant-design/icons';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../api/client.js';
import type { AuditEvent } from '../../api/admin-types.js';
import { DayFilter, FilterBar, TextFilter } from '../../components/filters.js';
import { ListView } from '../../components/list-view.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { useList } from '../../components/use-list.js';
import { Instant } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { Verification } from './verification.js';
import './audit.css';

const fields = ['actor', 'action', 'subject', 'from', 'to'] as const;

export function AuditPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useList<AuditEvent>('/audit-events', fields);
  const { filters, setFilters } = list;
  const columns = useMemo<TableColumnsType<AuditEvent>>(
    () => [
      { title: t('audit.recordedAt'), render: (_, e) => <Instant value={e.recordedAt} seconds /> },
      {
        title: t('audit.actor'),
        render: (_, e) => (
          <>
            {e.actor.name ?? e.actor.id}
            <span className="cell-sub">
              {t(`audit.actorKind.${e.actor.kind}`, { defaultValue: e.actor.kind })}
            </span>
          </>
        ),
      },
      { title: t('audit.action'), render: (_, e) => <span className="mono">{e.action}</span> },
      {
        title: t('audit.subject'),
        render: (_, e) => (
          <span className="mono break audit-subject">
            {e.subject.kind}
            <span className="cell-sub">{e.subject.id}</span>
          </span>
        ),
      },
      { title: t('audit.details'), render: (_, e) => <Details value={e.details} /> },
      {
        title: t('audit.sequence'),
        align: 'right',
        render: (_, e) =>
          e.sequence === null ? (
            t('audit.unsealed')
          ) : (
            <span className="number">{format.count(e.sequence)}</span>
          ),
      },
    ],
    [t, format],
  );
  return (
    <Page
      title={t('layout.nav.audit')}
      actions={
        <Button
          icon={<DownloadOutlined />}
          href={apiUrl('/audit-events/export', { from: filters.from, to: filters.to })}
          download
        >
          {t('audit.export')}
        </Button>
      }
    >
      <Verification />
      <ListView<AuditEvent>
        list={list}
        label={t('layout.nav.audit')}
        columns={columns}
        rowKey={(e) => e.id}
        filters={
          <FilterBar
            active={list.filtered}
            onClear={() => setFilters(Object.fromEntries(fields.map((field) => [field, null])))}
          >
            <TextFilter
              label={t('audit.actor')}
              placeholder={t('audit.actorHint')}
              value={filters.actor}
              onChange={(actor) => setFilters({ actor })}
            />
            <TextFilter
              label={t('audit.action')}
              placeholder="user.created"
              value={filters.action}
              onChange={(action) => setFilters({ action })}
            />
            <TextFilter
              label={t('audit.subject')}
              placeholder="report:"
              value={filters.subject}
              onChange={(subject) => setFilters({ subject })}
            />
            <DayFilter
              label={t('transactions.from')}
              value={filters.from}
              onChange={(from) => setFilters({ from })}
            />
            <DayFilter label={t('audit.before')} value={filters.to} onChange={(to) => setFilters({ to })} />
          </FilterBar>
        }
        empty={
          <Notice icon={<AuditOutlined />} title={t('audit.empty.title')} text={t('audit.empty.text')} />
        }
      />
    </Page>
  );
}

/** Details up to this length are shown whole. */
const shortDetails = 90;

function Details({ value }: { value: Record<string, unknown> }) {
  const text = Object.entries(value)
    .map(([name, part]) => `${name}: ${typeof part === 'string' ? part : JSON.stringify(part)}`)
    .join(' · ');
  if (text.length <= shortDetails) return <span className="audit-details break">{text}</span>;
  return (
    <details className="audit-details break">
      <summary>{text.slice(0, shortDetails)}…</summary>
      {text.slice(shortDetails)}
    </details>
  );
}
