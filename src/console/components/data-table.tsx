import { useMemo, useRef, type ReactNode } from 'react';
import { Skeleton, Table, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useHotkeys, type Hotkeys } from '../layout/hotkeys.js';
import './data-table.css';

export interface DataTableProps<T> {
  /** What the table holds, for those who do not see it. */
  label: string;
  columns: TableColumnsType<T>;
  rows: T[];
  rowKey: (row: T) => string;
  loading?: boolean;
  empty: ReactNode;
  footer?: ReactNode;
  /** j and k move between rows, and [ and ] between pages; one table of a page may have them. */
  keyboard?: { next?: () => void; previous?: () => void };
}

/** The link of a row; j and k focus it, Enter opens it. */
export function RowLink({ to, children }: { to: string; children: ReactNode }) {
  return (
    <Link to={to} data-row-link="">
      {children}
    </Link>
  );
}

/** A dense table with skeleton rows while it loads and the caller's words when it is empty. */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { t } = useTranslation();
  const root = useRef<HTMLDivElement>(null);
  const { keyboard } = props;
  const hotkeys = useMemo((): Hotkeys => {
    if (!keyboard) return {};
    const step = (by: number) => {
      const links = [...(root.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])];
      const at = links.indexOf(document.activeElement as HTMLElement);
      const next =
        at < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + by, 0), links.length - 1);
      links[next]?.focus();
    };
    return {
      j: () => step(1),
      k: () => step(-1),
      ']': () => keyboard.next?.(),
      '[': () => keyboard.previous?.(),
    };
  }, [keyboard]);
  useHotkeys(hotkeys);

  const skeleton = Boolean(props.loading) && props.rows.length === 0;
  if (!skeleton && props.rows.length === 0) return <>{props.empty}</>;
  if (skeleton) {
    return (
      <div className="table-skeleton" aria-busy="true" aria-label={t('common.loading')} role="status">
        <Skeleton active title={false} paragraph={{ rows: 8, width: '100%' }} />
      </div>
    );
  }
  return (
    <div ref={root} className={props.loading ? 'data-table data-table-stale' : 'data-table'}>
      <Table<T>
        aria-label={props.label}
        columns={props.columns}
        dataSource={props.rows}
        rowKey={props.rowKey}
        size="small"
        pagination={false}
      />
      {props.footer}
    </div>
  );
}
