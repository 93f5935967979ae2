/** What happens to a discrepancy; `compared` and `noted` say something without deciding. */
export const discrepancyEventKinds = [
  'found',
  'compared',
  'noted',
  'reminded',
  'corrected',
  'reported',
  'explained',
] as const;
export type DiscrepancyEventKind = (typeof discrepancyEventKinds)[number];

/** Those a person may add. */
export const decidableKinds = ['noted', 'reminded', 'corrected', 'reported', 'explained'] as const;
export type DecidableKind = (typeof decidableKinds)[number];

export const discrepancyStatuses = ['found', 'reminded', 'corrected', 'reported', 'explained'] as const;
export type DiscrepancyStatus = (typeof discrepancyStatuses)[number];

const ENDED: readonly DiscrepancyStatus[] = ['corrected', 'reported', 'explained'];
export const isOpen = (status: DiscrepancyStatus): boolean => !ENDED.includes(status);

/** The status that events come to, in their order; what ended a discrepancy stays its end. */
export function discrepancyStatusOf(kinds: readonly DiscrepancyEventKind[]): DiscrepancyStatus {
  let status: DiscrepancyStatus = 'found';
  for (const kind of kinds) {
    if (!isOpen(status)) return status;
    if (kind !== 'found' && kind !== 'compared' && kind !== 'noted') status = kind;
  }
  return status;
}

/**
 * What may be added now. Reported is only a material difference; of another the analysis is kept, as `explained`
 * (Beneficial Owner Measures 2025, arts 23-31).
 */
export function mayFollow(status: DiscrepancyStatus, material: boolean): readonly DecidableKind[] {
  if (!isOpen(status)) return ['noted'];
  return decidableKinds.filter((kind) => kind !== 'reported' || material);
}
