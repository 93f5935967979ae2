import { sha256 } from '../../platform/index.js';

/** What a match rests on: digests of the facts that were compared, such as `document 9f86…`, each once and sorted. */
export type Evidence = readonly string[];

export type MatchedBy = 'name' | 'document';

/** The stronger of what was found: a number speaks of one person, a name of many. */
export const matchedBy = (evidence: Evidence): MatchedBy =>
  evidence.some((fact) => fact.startsWith('document ')) ? 'document' : 'name';

/**
 * What makes the alert of a match one alert: the entry, the record whose facts were found, and what it rests on. Found
 * on other evidence it is another alert.
 */
export const episodeOf = (found: {
  listId: string;
  entityId: string;
  record: string;
  evidence: Evidence;
}): string =>
  `${found.listId} ${found.entityId} ${sha256([found.record, ...found.evidence].join('\n'))
    .toString('hex')
    .slice(0, 16)}`;
