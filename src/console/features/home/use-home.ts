import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import type { Home } from '../../api/home-types.js';

/** The day's figures, kept fresh while the page is open. */
export function useHome() {
  return useQuery({
    queryKey: ['home'],
    queryFn: ({ signal }) => api.get<Home>('/home', { signal }),
    refetchInterval: 60_000,
  });
}
