import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import type { Branch } from '../../api/admin-types.js';
import type { Page } from '../../api/types.js';

/** The branches for selects; they change rarely. */
export function useBranches() {
  return useQuery({
    queryKey: ['branches'],
    queryFn: ({ signal }) => api.get<Page<Branch>>('/branches', { query: { limit: 500 }, signal }),
    staleTime: 300_000,
  });
}
