import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '../../../api/client.js';
import type { Finding } from '../../../api/types.js';
import { pause } from '../queries.js';

export interface DocumentToCheck {
  type: string;
  number: string;
  name?: string;
  dateOfBirth?: string;
  gender?: string;
  validUntil?: string;
  longTerm?: boolean;
}

export interface DocumentAdvice {
  valid: boolean;
  findings: Finding[];
  derived: {
    normalisedNumber: string;
    dateOfBirth?: string;
    gender?: string;
    nationality?: string;
    regionName?: string;
    validUntil?: string;
    nameLatin?: string;
  };
  suggestions: { kind: string; number: string; type?: string }[];
}

/** From here on a number says something; before, every finding would only tell that it is not finished. */
const FEWEST_CHARACTERS = 6;

/** Checks a document while it is typed; nothing of it is stored. */
export function useDocumentCheck(document: DocumentToCheck) {
  return useQuery({
    queryKey: ['document-check', document],
    queryFn: async ({ signal }) => {
      await pause(200, signal);
      return api.post<DocumentAdvice>('/document-checks', document, { signal });
    },
    enabled: document.number.trim().length >= FEWEST_CHARACTERS,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
}
