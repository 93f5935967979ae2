import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { isProblem } from '../../api/problem.js';
import type { Session, SessionUser } from '../../api/types.js';

export const sessionKey = ['session'] as const;

const forgetEverythingElse = (client: QueryClient) =>
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });

/** The current session, or null when nobody is signed in. */
export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    queryFn: async ({ signal }): Promise<Session | null> => {
      try {
        return await api.get<Session>('/sessions/current', { signal });
      } catch (error) {
        if (isProblem(error, 401)) return null;
        throw error;
      }
    },
  });
}

/** The person signed in; only for components inside the signed-in layout. */
export function useUser(): SessionUser {
  const { data } = useSession();
  if (!data) throw new Error('useUser needs a session');
  return data.user;
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
      // What another person has read in this tab must not show through.
      forgetEverythingElse(client);
      client.setQueryData(sessionKey, { expiresAt: session.expiresAt, user: session.user });
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete('/sessions/current'),
    onSettled: () => {
      client.setQueryData(sessionKey, null);
      forgetEverythingElse(client);
    },
  });
}
