import { Skeleton, type TableColumnsType } from 'antd';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { Page } from '../api/types.js';
import { DataTable } from './data-table.js';
import { Notice } from './notice.js';
import { Panel } from './panel.js';
import { ProblemPanel } from './problem-panel.js';

/** The first rows of a list inside another page, with the way to all of them. */
export function TablePanel<Row extends { id: string }>({
  title,
  all,
  query: { data, error, isPending, refetch },
  columns,
  empty,
}: {
  title: string;
  all: { title: string; to: string };
  query: UseQueryResult<Page<Row>>;
  columns: TableColumnsType<Row>;
  empty: string;
}) {
  return (
    <Panel title={title} extra={<Link to={all.to}>{all.title}</Link>} flush>
      {error ? (
        <ProblemPanel compact error={error} onRetry={() => void refetch()} />
      ) : isPending ? (
        <Skeleton active className="table-skeleton" />
      ) : (
        <DataTable<Row>
          label={title}
          columns={columns}
          rows={data.items}
          rowKey={(row) => row.id}
          empty={<Notice compact title={empty} />}
        />
      )}
    </Panel>
  );
}
