import { QueryClient } from '@tanstack/react-query';
import { isProblem } from '../api/problem.js';

/** Only what may succeed next time is tried again: no connection, or a service that is not ready. */
const retry = (failures: number, error: unknown): boolean =>
  failures < 2 && (isProblem(error, 0) || isProblem(error, 502) || isProblem(error, 503));

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry, staleTime: 15_000, refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});
