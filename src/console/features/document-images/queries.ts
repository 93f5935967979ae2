import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import type { CustomerImage } from '../../api/image-types.js';

/** Every scan of a customer, newest first. */
export function useCustomerImages(customerId: string) {
  return useQuery({
    queryKey: ['customer', customerId, 'images'],
    queryFn: ({ signal }) =>
      api.get<{ items: CustomerImage[] }>(`/customers/${encodeURIComponent(customerId)}/document-images`, {
        signal,
      }),
    select: ({ items }) => items,
  });
}
