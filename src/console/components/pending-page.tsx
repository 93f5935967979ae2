import { Skeleton } from 'antd';
import { Page } from './page.js';
import { ProblemPanel } from './problem-panel.js';

/** A page about one thing while the thing is fetched, or when it could not be. */
export function PendingPage({
  title,
  parent,
  error,
  onRetry,
}: {
  title: string;
  parent: { title: string; to: string };
  error: Error | null;
  onRetry: () => void;
}) {
  return (
    <Page title={title} parent={parent}>
      {error ? <ProblemPanel error={error} onRetry={onRetry} /> : <Skeleton active paragraph={{ rows: 8 }} />}
    </Page>
  );
}
