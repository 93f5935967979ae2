import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import type { Verification, VerificationTerms } from '../../api/verification-types.js';
import { useFormat } from '../../i18n/use-format.js';

export const verificationsPath = (customerId: string): string =>
  `/customers/${encodeURIComponent(customerId)}/verifications`;

/** How a customer was verified, newest first. */
export function useVerifications(customerId: string) {
  return useQuery({
    queryKey: ['customer', customerId, 'verifications'],
    queryFn: ({ signal }) => api.get<{ items: Verification[] }>(verificationsPath(customerId), { signal }),
    select: ({ items }) => items,
  });
}

/** The reasons and methods the law knows, in the reader's language. */
export function useVerificationTerms() {
  const { language } = useFormat();
  return useQuery({
    queryKey: ['verification-terms', language],
    queryFn: ({ signal }) => api.get<VerificationTerms>('/verification-terms', { signal }),
    staleTime: Infinity,
  });
}
