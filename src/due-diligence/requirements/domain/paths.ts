/** Looks into the facts of a customer; compiled once, for bulk loads ask by the hundred thousand. */
export type Look = (value: unknown) => boolean;

type Test = (value: unknown) => boolean;

const isGiven: Test = (value) =>
  value !== undefined &&
  value !== null &&
  value !== false &&
  value !== '' &&
  !(Array.isArray(value) && value.length === 0);

/** Whether a path leads to a value that passes the test; of a list any entry will do. */
function at(path: string, test: Test): Look {
  const steps = path.split('.');
  const walk = (value: unknown, position: number): boolean => {
    if (position === steps.length) return test(value);
    if (Array.isArray(value)) {
      for (const entry of value) if (walk(entry, position)) return true;
      return false;
    }
    if (value === null || typeof value !== 'object') return false;
    return walk((value as Record<string, unknown>)[steps[position]!], position + 1);
  };
  return (value) => walk(value, 0);
}

/** Something is registered there; `false` and empty lists are nothing. */
export const given = (path: string): Look => at(path, isGiven);
/** A question was answered with yes or no. */
export const stated = (path: string): Look => at(path, (value) => typeof value === 'boolean');
/** A question was answered with no. */
export const denied = (path: string): Look => at(path, (value) => value === false);
export const isOneOf = (path: string, values: readonly string[]): Look =>
  at(path, (value) => values.includes(value as string));

export const anyOf =
  (looks: readonly Look[]): Look =>
  (value) =>
    looks.some((look) => look(value));
