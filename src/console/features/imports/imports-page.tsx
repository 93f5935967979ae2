import { useMemo } from 'react';
import { ImportOutlined } from '@ant-design/icons';
import { Button, Tabs, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { may } from '../../app/permissions.js';
import type { Import, ImportKind } from '../../api/transaction-types.js';
import { RowLink } from '../../components/data-table.js';
import { FilterBar, SelectFilter } from '../../components/filters.js';
import { ListView } from '../../components/list-view.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { StatusTag, Tag } from '../../components/tag.js';
import { useList } from '../../components/use-list.js';
import { Instant, useTerm } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { useUser } from '../session/use-session.js';
import { importKinds, importPath, isImportKind } from './import-kind.js';

const fields = ['state'] as const;
const states = ['queued', 'running', 'completed', 'failed'];

export function ImportsPage() {
  const { t } = useTranslation();
  const term = useTerm();
  const user = useUser();
  const [params, setParams] = useSearchParams();
  const asked = params.get('kind');
  const kind = isImportKind(asked) ? asked : 'transaction';
  return (
    <Page
      title={t('layout.nav.imports')}
      actions={
        may(user, 'imports.run') ? (
          <Link to={`/imports/new?kind=${kind}`}>
            <Button type="primary" icon={<ImportOutlined />}>
              {t('imports.new')}
            </Button>
          </Link>
        ) : null
      }
    >
      <Tabs
        activeKey={kind}
        onChange={(key) => setParams({ kind: key })}
        items={importKinds.map((key) => ({
          key,
          label: term('importKind', key),
          children: key === kind ? <ImportList key={key} kind={key} /> : null,
        }))}
      />
    </Page>
  );
}

function ImportList({ kind }: { kind: ImportKind }) {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const user = useUser();
  const list = useList<Import>(importPath(kind), fields);
  const columns = useMemo<TableColumnsType<Import>>(
    () => [
      {
        title: t('imports.startedAt'),
        render: (_, x) => (
          <RowLink to={`/imports/${kind}/${encodeURIComponent(x.id)}`}>
            <Instant value={x.createdAt} />
          </RowLink>
        ),
      },
      {
        title: t('imports.source'),
        render: (_, x) => (
          <>
            {x.mapping ?? x.format.toUpperCase()} {x.dryRun ? <Tag>{t('imports.dryRun')}</Tag> : null}
          </>
        ),
      },
      { title: t('imports.state'), render: (_, x) => <StatusTag table="importState" value={x.state} /> },
      ...(['read', 'accepted', 'duplicates', 'rejected'] as const).map((name) => ({
        title: t(`imports.${name}`),
        align: 'right' as const,
        render: (_: unknown, x: Import) => <span className="number">{format.count(x[name])}</span>,
      })),
      { title: t('imports.createdBy'), render: (_, x) => x.createdBy },
    ],
    [t, format, kind],
  );
  return (
    <ListView<Import>
      list={list}
      label={t('layout.nav.imports')}
      columns={columns}
      rowKey={(x) => x.id}
      filters={
        <FilterBar active={list.filtered} onClear={() => list.setFilters({ state: null })}>
          <SelectFilter
            label={t('imports.state')}
            value={list.filters.state}
            onChange={(state) => list.setFilters({ state })}
            options={states.map((value) => ({ value, label: term('importState', value) }))}
          />
        </FilterBar>
      }
      empty={
        <Notice icon={<ImportOutlined />} title={t('imports.empty.title')} text={t(`imports.empty.${kind}`)}>
          {may(user, 'imports.run') ? (
            <Link to={`/imports/new?kind=${kind}`}>
              <Button type="primary">{t('imports.new')}</Button>
            </Link>
          ) : null}
        </Notice>
      }
    />
  );
}
