import type { Day } from '../../platform/index.js';
import { rankOf, type RiskModel } from './model.js';

/** A level that people decided, with what the machine said when they did. */
export interface StandingOverride {
  level: string;
  /** The machine's level when it was approved. */
  judgedAt: string;
  expiresOn: Day;
}

/** Why an override no longer holds. */
export type OverrideEnd = 'expired' | 'machine-rose' | 'set-by-law' | 'level-gone';

/** What a rule of law allows: nothing below the highest, or nothing at the lowest. */
export interface LegalFloor {
  highest: boolean;
  lowestBarred: boolean;
}

/** Whether the law forbids people to decide this level. */
export function forbidden(model: RiskModel, level: string, floor: LegalFloor): boolean {
  const rank = rankOf(model, level);
  return (floor.highest && rank > 0) || (floor.lowestBarred && rank === model.levels.length - 1);
}

/**
 * The level that holds: that of the override while it stands, else the machine's. An override ends when its time is
 * over, when the machine sees more risk than people knew of, or when a rule of law forbids it.
 */
export function finalLevel(
  model: RiskModel,
  machineLevel: string,
  floor: LegalFloor,
  override: StandingOverride | null,
  today: Day,
): { level: string; ended?: OverrideEnd } {
  if (!override) return { level: machineLevel };
  const ended = endOf(model, machineLevel, floor, override, today);
  return ended ? { level: machineLevel, ended } : { level: override.level };
}

function endOf(
  model: RiskModel,
  machineLevel: string,
  floor: LegalFloor,
  { level, judgedAt, expiresOn }: StandingOverride,
  today: Day,
): OverrideEnd | undefined {
  const rank = rankOf(model, level);
  const judged = rankOf(model, judgedAt);
  if (rank < 0 || judged < 0) return 'level-gone';
  if (today >= expiresOn) return 'expired';
  if (forbidden(model, level, floor)) return 'set-by-law';
  // Ranks count from the highest: a smaller one is more risk.
  return rankOf(model, machineLevel) < Math.min(rank, judged) ? 'machine-rose' : undefined;
}

/** The same day so many months later; the last of the month where there is no such day. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const first = Date.UTC(year, month - 1 + months, 1);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(first + (Math.min(date, last) - 1) * 86_400_000).toISOString().slice(0, 10);
}
