import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import type { Customer, CustomerHit } from '../../api/customer-types.js';
import type { Page } from '../../api/types.js';

/** One Han character already says something; a single letter does not. */
export const minimumQuery = 1;

/** Searches customers by what people know of them; an empty query asks nothing. */
export function useCustomerSearch(query: string, limit = 20) {
  return useQuery({
    queryKey: ['customer-search', query, limit],
    queryFn: async ({ signal }) => {
      await pause(180, signal);
      return api.post<{ items: CustomerHit[] }>('/customer-searches', { query, limit }, { signal });
    },
    enabled: query.length >= minimumQuery,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** Waits until a person has stopped typing; a newer query aborts the wait. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('aborted', 'AbortError'));
    });
  });
}

export function useCustomer(id: string | null) {
  return useQuery({
    queryKey: ['customer', id],
    queryFn: ({ signal }) => api.get<Customer>(`/customers/${encodeURIComponent(id ?? '')}`, { signal }),
    enabled: Boolean(id),
  });
}

/** The customer with a number, or null if it cannot be seen. */
export function useCustomerByNumber(customerNumber: string | null | undefined) {
  return useQuery({
    queryKey: ['customer-number', customerNumber],
    queryFn: async ({ signal }) => {
      const page = await api.get<Page<Customer>>('/customers', {
        query: { customerNumber, limit: 1 },
        signal,
      });
      return page.items[0] ?? null;
    },
    enabled: Boolean(customerNumber),
  });
}

/** What may be missing of a customer, each once, in the words a teller reads out. */
export function useMissingOptions(): { value: string; label: string }[] {
  const { data } = useQuery({
    queryKey: ['customer-requirements'],
    queryFn: ({ signal }) =>
      api.get<{ items: { code: string; message: string }[] }>('/customer-requirements', { signal }),
    staleTime: Infinity,
  });
  const byCode = new Map((data?.items ?? []).map(({ code, message }) => [code, message]));
  return [...byCode].map(([value, label]) => ({ value, label }));
}
