import { createContext, useContext } from 'react';
import { queryOptions, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { isProblem } from '../../api/problem.js';
import type { Session, SessionUser } from '../../api/types.js';

export const sessionKey = ['session'] as const;

const hintKey = 'mingjian.signed-in';

/**
 * Whether this browser has signed in before: without the hint the service is not asked, so that the first
 * visit starts at once and without a refused request. The session itself is in a cookie no script can read.
 */
const signedInBefore = {
  get(): boolean {
    try {
      return localStorage.getItem(hintKey) !== null;
    } catch {
      return true;
    }
  },
  set(value: boolean): void {
    try {
      if (value) localStorage.setItem(hintKey, '1');
      else localStorage.removeItem(hintKey);
    } catch {
      // storage may be forbidden; then the service is always asked
    }
  },
};

/** What one person has read must not show through to the next. */
export const forgetEverythingElse = (client: QueryClient): void =>
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });

/** The current session, or null when nobody is signed in; asked for as soon as the console starts. */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: false,
  queryFn: async (): Promise<Session | null> => {
    if (!signedInBefore.get()) return null;
    try {
      return await api.get<Session>('/sessions/current');
    } catch (error) {
      if (!isProblem(error, 401)) throw error;
      signedInBefore.set(false);
      return null;
    }
  },
});

export const useSession = () => useQuery(sessionQuery);

/**
 * Whoever is signed in, as the frame of the page saw it. Not read from the cache again: while a page is being
 * left, its parts may still be drawn for a moment after the session has ended.
 */
export const UserContext = createContext<SessionUser | null>(null);

/** The person signed in; only for components inside the signed-in layout. */
export function useUser(): SessionUser {
  const user = useContext(UserContext);
  if (!user) throw new Error('useUser needs a session');
  return user;
}

export interface Credentials {
  username: string;
  password: string;
  totp?: string;
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) => api.post<Session>('/sessions', credentials),
    onSuccess: (session) => {
      signedInBefore.set(true);
      client.setQueryData(sessionKey, { expiresAt: session.expiresAt, user: session.user });
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      // What is still on its way would be refused once the session has ended.
      await client.cancelQueries();
      await api.delete('/sessions/current');
    },
    onSettled: () => {
      signedInBefore.set(false);
      client.setQueryData(sessionKey, null);
    },
  });
}
