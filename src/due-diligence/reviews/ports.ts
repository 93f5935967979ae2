import type { Actor, Tx } from '../../platform/index.js';
import type { NoticeRequest, Notices, NoticeVariables } from '../notices/index.js';
import type { Item, TaskKind } from './types.js';

/** A notice because of a task or a restriction. */
export type NoticeToQueue = NoticeRequest & Required<Pick<NoticeRequest, 'cause' | 'step'>>;

/** What sends notices. */
export type NoticeQueue = Pick<Notices, 'queue'>;

/** Told, in the same transaction, of customers that people reviewed: their next review is due an interval from now. */
export type OnReviewed = (tx: Tx, actor: Actor, customerKeys: readonly string[]) => Promise<void>;

/** A measure that a task has come to. */
export interface MeasureToPropose {
  customerKey: string;
  /** Public id of the task. */
  taskId: string;
  kind: TaskKind;
  collect: readonly Item[];
  measures: readonly string[];
  /** Day of the step whose notice announces the measures, if one does. */
  announcedAt?: number;
}

/** Proposes restrictions in bulk; those for which no notice is proven are not made. */
export interface RestrictionProposals {
  /** @returns the public ids of the tasks for which nothing could be proposed yet */
  propose(tx: Tx, actor: Actor, wanted: readonly MeasureToPropose[]): Promise<ReadonlySet<string>>;
  /** The services that measures limit, in the words of notices. */
  servicesOf(measures: readonly string[]): NonNullable<NoticeVariables['services']>;
}
