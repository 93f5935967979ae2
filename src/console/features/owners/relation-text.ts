import { useTerm } from '../../components/values.js';
import type { PlacedLink } from './layers.js';

/** What one party is to another in a few words: `owns 60% · votes 10%`. */
export function useRelationText(): (link: PlacedLink) => string {
  const term = useTerm();
  return ({ relations }) =>
    relations
      .map(({ type, share }) =>
        [term('relationshipType', type), share === null ? '' : `${share}%`].filter(Boolean).join(' '),
      )
      .join(' · ');
}
