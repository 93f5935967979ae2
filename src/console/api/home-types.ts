import type { ImportState } from './transaction-types.js';

export interface RecentImport {
  id: string;
  kind: string;
  state: ImportState;
  dryRun: boolean;
  createdAt: string;
  read: number;
}

/** `GET /home`: the day's figures. A part is absent when the reader's role may not know it. */
export interface Home {
  /** The bank's current day. */
  asOf: string;
  alerts?: {
    open: number;
    unassigned: number;
    mine: number;
    /** Due within two working days, today included; not yet overdue. */
    dueSoon: number;
    overdue: number;
    byKind: { kind: string; count: number }[];
    /** Large-value alerts of the last 30 business dates that have any, oldest first. */
    byDay: { date: string; ruleId: string; count: number }[];
  };
  transactions?: {
    /** Business date of the newest booked transaction. */
    lastBusinessDate: string | null;
    onLastBusinessDate: number;
    total: number;
  };
  reports?: {
    drafts: number;
    awaitingSubmission: number;
    overdue: number;
    /** Business dates with large-value alerts and no report yet, earliest deadline first, at most 10. */
    unreported: { businessDate: string; alerts: number; dueOn: string }[];
  };
  customers?: { total: number; pending: number; restricted: number };
  imports?: { running: number; failed: number; recent: RecentImport[] };
  health?: { check: string; state: 'ok' | 'warning' | 'error'; detail?: string }[];
}
