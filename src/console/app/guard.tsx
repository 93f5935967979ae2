import type { ReactNode } from 'react';
import { useUser } from '../features/session/use-session.js';
import { NotAllowedPage } from './not-allowed-page.js';
import { NotFoundPage } from './not-found-page.js';
import { may, type Capability } from './permissions.js';

/**
 * Shows a page to those who may see it. What a role must not know exists is "not found" (`hidden`),
 * all else "not allowed".
 */
export function Guard(props: { capability: Capability; hidden: boolean; children: ReactNode }) {
  const user = useUser();
  if (may(user, props.capability)) return props.children;
  return props.hidden && user.roles.includes('teller') ? <NotFoundPage /> : <NotAllowedPage />;
}
