export const objectionStatuses = ['open', 'proposed', 'answered'] as const;
export type ObjectionStatus = (typeof objectionStatuses)[number];

/** A decision is proposed by one person, and approved or given back by another. */
export const objectionActs = ['proposed', 'approved', 'returned'] as const;
export type ObjectionAct = (typeof objectionActs)[number];

export const decisions = ['upheld', 'rejected', 'partly'] as const;
export type Decision = (typeof decisions)[number];

const FROM: Record<ObjectionAct, { from: ObjectionStatus; to: ObjectionStatus }> = {
  proposed: { from: 'open', to: 'proposed' },
  approved: { from: 'proposed', to: 'answered' },
  returned: { from: 'proposed', to: 'open' },
};

/** The status after an act; undefined when it cannot be done in that status. */
export function statusAfterAct(status: ObjectionStatus, act: ObjectionAct): ObjectionStatus | undefined {
  return FROM[act].from === status ? FROM[act].to : undefined;
}

/** What the acts on an objection come to, in order; an act out of place changes nothing. */
export function statusOfObjection(acts: readonly ObjectionAct[]): ObjectionStatus {
  return acts.reduce<ObjectionStatus>((status, act) => statusAfterAct(status, act) ?? status, 'open');
}

/** What those may know who may not know of the work on it: no answer yet, or answered. */
export const outwardStatus = (status: ObjectionStatus): Exclude<ObjectionStatus, 'proposed'> =>
  status === 'answered' ? 'answered' : 'open';
