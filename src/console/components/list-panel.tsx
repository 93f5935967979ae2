import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { Page } from '../api/types.js';
import { Notice } from './notice.js';
import { Panel } from './panel.js';
import { ProblemPanel } from './problem-panel.js';

/** A titled block with a short list that is read: what went wrong, what comes, what to do where there is nothing. */
export function ListPanel<T extends { id: string }>(props: {
  title: string;
  extra?: ReactNode;
  query: Pick<UseQueryResult<Page<T>>, 'data' | 'error' | 'refetch'>;
  none: { title: string; text: string };
  /** What stands in the line of one entry. */
  line: (one: T) => ReactNode;
  className?: string;
  /** What is shown beside the list: dialogs. */
  children?: ReactNode;
}) {
  const { data, error, refetch } = props.query;
  return (
    <Panel title={props.title} extra={props.extra}>
      {error ? (
        <ProblemPanel error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton active />
      ) : data.items.length === 0 ? (
        <Notice compact {...props.none} />
      ) : (
        <ul className={`plain-list ${props.className ?? ''}`.trim()}>
          {data.items.map((one) => (
            <li key={one.id}>{props.line(one)}</li>
          ))}
        </ul>
      )}
      {props.children}
    </Panel>
  );
}
