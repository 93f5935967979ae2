import { lazy, Suspense } from 'react';
import { Skeleton } from 'antd';

const NetworkView = lazy(() => import('./network-view.js').then((m) => ({ default: m.NetworkView })));

/** Loads the graph and its library when somebody looks at it. */
export function NetworkTab({ customerId }: { customerId: string }) {
  return (
    <Suspense fallback={<Skeleton active />}>
      <NetworkView key={customerId} customerId={customerId} />
    </Suspense>
  );
}
