import type { Day } from '../../platform/index.js';
import { checkDocumentBy } from './domain/check-document.js';
import type { DocumentCheck, DocumentCheckInput } from './domain/types.js';
import { documentReference } from './reference.js';

/** The document check with the data of `rules/due-diligence`; the first call reads them. */
export const checkDocument = (input: DocumentCheckInput, today: Day): DocumentCheck =>
  checkDocumentBy(documentReference(), input, today);
