import type { Day, Text } from '../../platform/index.js';

/** A dated list of codes that conditions refer to: countries, industries, occupations, regions. */
export interface RiskList {
  id: string;
  title: Text;
  /** Whether an entry's code is the whole value or its beginning. */
  match: 'exact' | 'prefix';
  asOf: Day;
  certainty: string;
  source: Text;
  entries: { code: string; title: Text; words?: string[]; from?: Day; to?: Day }[];
}

/** Whether one value is on a list. */
export type OnList = (value: string) => boolean;

/** The lists as they stand on a day, ready to be asked many times. `to` is the first day an entry no longer holds. */
export function listsOn(lists: readonly RiskList[], day: Day): Map<string, OnList> {
  return new Map(lists.map((list) => [list.id, asker(list, day)]));
}

function asker({ match, entries }: RiskList, day: Day): OnList {
  const standing = entries.filter(
    ({ from, to }) => (from === undefined || from <= day) && (to === undefined || day < to),
  );
  const codes = new Set(standing.map(({ code }) => code));
  const prefixes = [...codes];
  const words = standing.flatMap(({ words = [] }) => words.map((word) => word.toLowerCase()));
  const known = new Map<string, boolean>();
  const look = (value: string): boolean =>
    codes.has(value) ||
    (match === 'prefix' && prefixes.some((code) => value.startsWith(code))) ||
    (words.length > 0 && words.some((word) => value.toLowerCase().includes(word)));
  return (value) => {
    let found = known.get(value);
    if (found === undefined) {
      // Free text must not be remembered for ever.
      if (known.size > 5_000) known.clear();
      known.set(value, (found = look(value)));
    }
    return found;
  };
}
