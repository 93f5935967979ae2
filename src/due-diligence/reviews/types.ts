import type { Day, Text } from '../../platform/index.js';
import { items, type NoticeVariables } from '../notices/index.js';

export const taskKinds = [
  'document-expiry',
  'related-document-expiry',
  'periodic-review',
  'data-change',
  'doubt',
  'alert',
  'list-hit',
  'owner-change',
  'missing-data',
  'campaign',
  'information-request',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** Who may know of a task: branches and compliance, or compliance alone. */
export const audiences = ['front-line', 'compliance'] as const;
export type Audience = (typeof audiences)[number];

/** `done`: a person did it and said what; `settled`: something else fulfilled it or took its reason away. */
export const taskStatuses = ['open', 'done', 'settled'] as const;
export type TaskStatus = (typeof taskStatuses)[number];

/** What a task comes from: an alert, a campaign, a document. Branches never see it. */
export interface Cause {
  kind: string;
  id: string;
}

/** A task as whoever has a reason for it wants it to be. */
export interface TaskToRaise {
  /** The customer's number inside the database. */
  customerKey: string;
  kind: TaskKind;
  /** What makes it one task: the same customer, kind, episode and occurrence never give two. */
  episode: string;
  /** 1 unless the reason went away and came back: then one more than the last, which must be closed. */
  occurrence?: number;
  dueOn: Day;
  ask: Text;
  audience: Audience;
  /** What to collect, in words of `rules/due-diligence/notice-words.json`; what the kind usually asks if left out. */
  collect?: readonly Item[];
  cause?: Cause;
  /** Why compliance ordered it; never shown to a branch. */
  reason?: string;
  /** The business day there was reason for it; today unless a job makes up for a day it missed. */
  raisedOn?: Day;
  /** For work inside the bank: nothing is sent to the customer, whatever the kind usually sends. */
  internal?: true;
}

/** A task that was just made; tasks that were there already are not among the answers. */
export interface RaisedTask {
  id: string;
  customerKey: string;
  kind: TaskKind;
  episode: string;
}

/** What can be asked for, in closed words: neither a branch nor a customer can read a reason out of them. */
export const collectItems = items;
export type Item = NonNullable<NoticeVariables['bring']>[number];
