export const decisions = ['true-match', 'false-match'] as const;
export type Decision = (typeof decisions)[number];
export const matchStatuses = ['open', 'awaiting-second', ...decisions] as const;
export type MatchStatus = (typeof matchStatuses)[number];

/** The status that follows from the decisions so far: settled when two different people agree in a row. */
export function matchStatus(taken: readonly { decision: Decision; actorId: string }[]): MatchStatus {
  const [before, last] = [taken.at(-2), taken.at(-1)];
  if (!last) return 'open';
  return before?.decision === last.decision && before.actorId !== last.actorId
    ? last.decision
    : 'awaiting-second';
}
