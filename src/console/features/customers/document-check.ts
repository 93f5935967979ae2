import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../api/client.js';
import { pause } from './queries.js';

/** What is asked of `POST /document-checks`. */
export interface DocumentCheckRequest {
  type: string;
  number: string;
  name?: string;
  dateOfBirth?: string;
  gender?: string;
  validUntil?: string;
  longTerm?: boolean;
  issuingCountry?: string;
  mrz?: string;
}

export interface DocumentCheckAnswer {
  valid: boolean;
  findings: { code: string; severity: 'error' | 'warning'; message: string; pointer?: string }[];
  derived: {
    normalisedNumber: string;
    dateOfBirth?: string;
    gender?: 'male' | 'female';
    regionName?: string;
    nationality?: string;
  };
  suggestions: { kind: string; number: string; type?: string }[];
}

/** Shorter numbers are still being typed. */
const SHORTEST = 8;

/** Checks a document while it is typed, once the person pauses; asks nothing of a number that is only begun. */
export function useDocumentCheck(request: DocumentCheckRequest, language: string) {
  return useQuery({
    queryKey: ['document-check', language, request],
    queryFn: async ({ signal }) => {
      await pause(300, signal);
      return api.post<DocumentCheckAnswer>('/document-checks', request, { signal });
    },
    enabled: request.number.trim().length >= SHORTEST,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
}
