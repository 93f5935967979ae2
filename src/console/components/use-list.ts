import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { api, type Query } from '../api/client.js';
import type { Page } from '../api/types.js';

export const pageSize = 50;

/** Cursors of the pages before this one; they live in the history entry, so that Back and Previous agree. */
interface ListState {
  before?: string[];
}

/**
 * A list that filters and pages on the server. The filters named in `fields` and the cursor live in the
 * address, so that a view can be kept, reloaded and left by Back.
 */
export function useList<T>(path: string, fields: readonly string[], fixed: Query = {}) {
  const [params, setParams] = useSearchParams();
  const location = useLocation();
  const navigate = useNavigate();
  const cursor = params.get('cursor') ?? undefined;
  const before = useMemo(() => (location.state as ListState | null)?.before ?? [], [location.state]);

  const filters = useMemo(() => {
    const found: Record<string, string> = {};
    for (const field of fields) {
      const value = params.get(field);
      if (value) found[field] = value;
    }
    return found;
  }, [params, fields]);

  const query = { ...filters, ...fixed };
  const result = useQuery({
    queryKey: ['list', path, query, cursor ?? null],
    queryFn: ({ signal }) => api.get<Page<T>>(path, { query: { ...query, cursor, limit: pageSize }, signal }),
    placeholderData: keepPreviousData,
  });

  const setFilters = useCallback(
    (change: Record<string, string | null | undefined>) => {
      setParams(
        (previous) => {
          const next = new URLSearchParams(previous);
          next.delete('cursor');
          for (const [name, value] of Object.entries(change)) {
            if (value) next.set(name, value);
            else next.delete(name);
          }
          return next;
        },
        { replace: true },
      );
    },
    [setParams],
  );

  const open = (to: string | undefined, stack: string[]) => {
    const next = new URLSearchParams(params);
    if (to) next.set('cursor', to);
    else next.delete('cursor');
    void navigate({ search: next.toString() }, { state: { before: stack } satisfies ListState });
  };
  const nextCursor = result.data?.nextCursor ?? null;

  return {
    result,
    items: result.data?.items ?? [],
    query,
    filters,
    setFilters,
    filtered: Object.keys(filters).length > 0,
    firstIndex: before.length * pageSize + 1,
    next: nextCursor ? () => open(nextCursor, [...before, cursor ?? '']) : undefined,
    // After a reload without history the way back is the first page.
    previous: cursor ? () => open(before.at(-1) || undefined, before.slice(0, -1)) : undefined,
  };
}

export type List<T> = ReturnType<typeof useList<T>>;
