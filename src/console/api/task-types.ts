import type { LocalizedText } from './types.js';

export interface Task {
  id: string;
  kind: string;
  customerId: string;
  customerNumber: string;
  customerName: string;
  branch: string | null;
  ask: LocalizedText;
  collect: string[];
  raisedOn: string;
  dueOn: string;
  overdue: boolean;
  status: 'open' | 'done' | 'settled';
  assignee: string | null;
  closedOn: string | null;
  version: number;
  reason?: string | null;
}

export interface TaskDetail extends Task {
  events: {
    kind: string;
    at: string;
    by: string | null;
    details: { note?: string; notice?: string; on?: string };
  }[];
  notices: {
    id: string;
    template: string;
    status: string;
    channel: string | null;
    queuedAt: string;
    sentAt: string | null;
  }[];
}

export interface TaskFigures {
  open: number;
  overdue: number;
  dueThisWeek: number;
  mine: number;
}

export interface Restriction {
  id: string;
  measures: { code: string; title: LocalizedText; grade: number; parameters: Record<string, string> }[];
  basicServices: string[];
  collect: string[];
  status: string;
  inForceFrom: string | null;
  endedOn: string | null;
  reason?: string;
  note?: string | null;
  proposedOn?: string;
  proposedBy?: string;
  endProposedAt?: string | null;
  events?: { kind: string; at: string; by: string | null; note: string | null }[];
  notices?: TaskDetail['notices'];
}

/** What can be proposed, from the rules. */
export interface RestrictionCatalogue {
  measures: {
    code: string;
    title: LocalizedText;
    grade: number;
    parameters: { name: string; type: 'amount' | 'count'; default: string }[];
  }[];
  reasons: { code: string; title: LocalizedText; noticeNeeded: boolean; taskKinds: string[] }[];
  noticeDays: number;
  basicServices: { code: string; title: LocalizedText }[];
  collect: string[];
}
