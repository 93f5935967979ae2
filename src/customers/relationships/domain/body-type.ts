import type { CustomerKind } from '../../schemas.js';
import type { BodyType } from './types.js';

/** Bodies that a customer's mark as a public one speaks of (Beneficial Owner Measures 2025, art. 10). */
const PUBLIC: readonly BodyType[] = [
  'state-organ',
  'public-institution',
  'villagers-committee',
  'rural-collective',
  'intergovernmental',
  'foreign-government',
];

interface Marks {
  kind: CustomerKind;
  publicBody?: boolean | undefined;
}

/** What kind of body a customer is by its own marks; null where they do not tell. */
export function bodyTypeOf({ kind, publicBody }: Marks): BodyType | null {
  if (kind === 'sole-trader') return 'sole-trader';
  return kind === 'organisation' && publicBody ? 'state-organ' : null;
}

/**
 * What kind of body a customer is after its marks changed: what somebody said of it stays where the marks say nothing
 * else. A mark that is taken away takes its exemption with it.
 */
export function bodyTypeAfter(known: BodyType | null, before: Marks, after: Marks): BodyType | null {
  if (after.kind === 'individual') return null;
  const [was, now] = [bodyTypeOf(before), bodyTypeOf(after)];
  if (was === now) return known;
  if (now !== null) return speaksOf(now, known) ? known : now;
  return speaksOf(was!, known) ? null : known;
}

/**
 * The kinds of which one, when it is confirmed, confirms another: all of them are public bodies, exempted alike. What a
 * branch calls a public institution needs nobody's word where it is known to be a public body.
 */
export const confirmedWith = (type: BodyType): readonly BodyType[] => (PUBLIC.includes(type) ? PUBLIC : []);

const speaksOf = (mark: BodyType, type: BodyType | null): boolean =>
  type !== null && (mark === 'state-organ' ? PUBLIC : [mark]).includes(type);
