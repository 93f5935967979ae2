import { useEffect, useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Navigate, useLocation } from 'react-router';
import { onUnauthorised } from '../../api/client.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { hasLeft, sessionKey, useSession } from './use-session.js';

/** Sends people who are not (or no longer) signed in to the sign-in page, and back afterwards. */
export function RequireSession({ children }: { children: ReactNode }) {
  const { data, error, isPending, refetch } = useSession();
  const client = useQueryClient();
  useEffect(() => {
    onUnauthorised(() => client.setQueryData(sessionKey, null));
  }, [client]);
  if (isPending) return <div className="splash" aria-busy="true" />;
  if (error) return <ProblemPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <ToSignIn />;
  return children;
}

/** Decides once where to return to: rendering again must not forget that the person left on purpose. */
function ToSignIn() {
  const { pathname, search } = useLocation();
  const [state] = useState(() => (hasLeft() || pathname === '/' ? null : { from: pathname + search }));
  return <Navigate to="/sign-in" replace state={state} />;
}
