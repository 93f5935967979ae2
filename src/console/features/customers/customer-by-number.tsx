import { Skeleton } from 'antd';
import { Navigate, useParams } from 'react-router';
import { NotFoundPage } from '../../app/not-found-page.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { useCustomerByNumber } from './queries.js';

/** Other records know a customer by number; this finds the page. */
export function CustomerByNumber() {
  const { customerNumber = '' } = useParams();
  const { data, error, isPending, refetch } = useCustomerByNumber(customerNumber);
  if (isPending) return <Skeleton active />;
  if (error) return <ProblemPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <NotFoundPage />;
  return <Navigate to={`/customers/${encodeURIComponent(data.id)}`} replace />;
}
