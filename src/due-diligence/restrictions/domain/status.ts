export const restrictionStatuses = ['proposed', 'in-force', 'refused', 'withdrawn', 'lifted'] as const;
export type RestrictionStatus = (typeof restrictionStatuses)[number];

export const restrictionActs = ['approved', 'refused', 'withdrawn', 'end-proposed', 'lifted'] as const;
export type RestrictionAct = (typeof restrictionActs)[number];

const FROM: Record<RestrictionAct, { from: RestrictionStatus; to: RestrictionStatus }> = {
  approved: { from: 'proposed', to: 'in-force' },
  refused: { from: 'proposed', to: 'refused' },
  withdrawn: { from: 'proposed', to: 'withdrawn' },
  'end-proposed': { from: 'in-force', to: 'in-force' },
  lifted: { from: 'in-force', to: 'lifted' },
};

/** The status after an act; undefined when it cannot be done in that status. */
export function statusAfterAct(
  status: RestrictionStatus,
  act: RestrictionAct,
): RestrictionStatus | undefined {
  return FROM[act].from === status ? FROM[act].to : undefined;
}
