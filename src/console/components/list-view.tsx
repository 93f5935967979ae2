import type { ReactNode } from 'react';
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { DataTable } from './data-table.js';
import { Notice } from './notice.js';
import { Panel } from './panel.js';
import { ProblemPanel } from './problem-panel.js';
import type { List } from './use-list.js';

export interface ListViewProps<T> {
  list: List<T>;
  label: string;
  columns: TableColumnsType<T>;
  rowKey: (row: T) => string;
  /** What to do when there is nothing at all; with filters set, the words are always to widen them. */
  empty: ReactNode;
  filters?: ReactNode;
}

/** A server-paged list: filters, table, pages, and every state it may be in. */
export function ListView<T extends object>(props: ListViewProps<T>) {
  const { t } = useTranslation();
  const { list } = props;
  const last = list.firstIndex + list.items.length - 1;
  const empty = list.filtered ? (
    <Notice title={t('common.noMatch.title')} text={t('common.noMatch.text')}>
      <Button
        onClick={() => list.setFilters(Object.fromEntries(Object.keys(list.filters).map((k) => [k, null])))}
      >
        {t('common.clearFilters')}
      </Button>
    </Notice>
  ) : (
    props.empty
  );
  return (
    <Panel flush>
      {props.filters}
      {list.result.error && !list.result.data ? (
        <ProblemPanel error={list.result.error} onRetry={() => void list.result.refetch()} />
      ) : (
        <DataTable
          label={props.label}
          columns={props.columns}
          rows={list.items}
          rowKey={props.rowKey}
          loading={list.result.isPending || list.result.isPlaceholderData}
          empty={empty}
          keyboard={{ next: list.next, previous: list.previous }}
          footer={
            <div className="list-footer">
              <span aria-live="polite">{t('common.range', { from: list.firstIndex, to: last })}</span>
              <span className="row">
                <Button
                  size="small"
                  icon={<LeftOutlined />}
                  disabled={!list.previous}
                  onClick={list.previous}
                >
                  {t('common.previous')}
                </Button>
                <Button
                  size="small"
                  icon={<RightOutlined />}
                  iconPlacement="end"
                  disabled={!list.next}
                  onClick={list.next}
                >
                  {t('common.next')}
                </Button>
              </span>
            </div>
          }
        />
      )}
    </Panel>
  );
}
