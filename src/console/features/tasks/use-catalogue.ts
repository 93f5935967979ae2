import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import type { RestrictionCatalogue } from '../../api/task-types.js';

/** What can be proposed and asked for; it changes with the rules only. */
export const useCatalogue = () =>
  useQuery({
    queryKey: ['restriction-catalogue'],
    queryFn: ({ signal }) => api.get<RestrictionCatalogue>('/restriction-catalogue', { signal }),
    staleTime: 300_000,
  });
