import type { Finding } from './finding.js';

/** What the facts alone decide. */
export const ownFindings = (found: readonly Finding[]): Finding[] =>
  found.filter(({ judgedBy }) => judgedBy === undefined);

/** What others judge, as each of them finds it in the beginning: as the facts say. */
export function findingsByJudge(found: readonly Finding[]): Record<string, Finding[]> {
  const byJudge: Record<string, Finding[]> = {};
  for (const { judgedBy, ...finding } of found)
    if (judgedBy !== undefined) (byJudge[judgedBy] ??= []).push(finding);
  return byJudge;
}

/**
 * What others find after the facts changed: what the facts say anew or no longer say counts at once, until the judge
 * has looked; what they say as before is left to the judge.
 */
export function rejudged(
  stored: Record<string, Finding[]>,
  before: readonly Finding[],
  after: readonly Finding[],
): Record<string, Finding[]> {
  const [was, is] = [findingsByJudge(before), findingsByJudge(after)];
  const result = { ...stored };
  for (const judge of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const codes = (list: readonly Finding[] = []) => new Set(list.map(({ code }) => code));
    const [old, now] = [codes(was[judge]), codes(is[judge])];
    const known = (result[judge] ?? []).filter(({ code }) => !old.has(code) || now.has(code));
    const begun = (is[judge] ?? []).filter(
      ({ code }) => !old.has(code) && !known.some((one) => one.code === code),
    );
    if (known.length + begun.length > 0) result[judge] = [...known, ...begun];
    else delete result[judge];
  }
  return result;
}
