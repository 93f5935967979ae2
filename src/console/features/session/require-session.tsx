import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { onUnauthorised } from '../../api/client.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { sessionKey, UserContext, useSession } from './use-session.js';

const SignInPage = lazy(() => import('./sign-in-page.js').then((m) => ({ default: m.SignInPage })));

/**
 * Shows the sign-in form in place of any page to people who are not (or no longer) signed in. The address
 * stays, so that the page asked for is there as soon as they are.
 */
export function RequireSession({ children }: { children: ReactNode }) {
  const { data, error, isPending, refetch } = useSession();
  const client = useQueryClient();
  useEffect(() => {
    onUnauthorised(() => client.setQueryData(sessionKey, null));
  }, [client]);
  if (isPending) return <div className="splash" aria-busy="true" />;
  if (error) return <ProblemPanel error={error} onRetry={() => void refetch()} />;
  return (
    <Suspense fallback={<div className="splash" aria-busy="true" />}>
      {data ? <UserContext value={data.user}>{children}</UserContext> : <SignInPage />}
    </Suspense>
  );
}
