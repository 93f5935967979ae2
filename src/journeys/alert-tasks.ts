import { addDays, type BankDays, type Clock, type Tx } from '../platform/index.js';
import type { AlertAbout, AlertKind, AlertListener } from '../alerts/index.js';
import {
  loadReviewRules,
  scheduleOn,
  type ReviewTasks,
  type TaskKind,
  type TaskToRaise,
} from '../due-diligence/index.js';

/** Alerts that are a reason to look at the customer again (CDD Measures 2025, art. 26; AML Law, art. 40). */
const KINDS: Partial<Record<AlertKind, TaskKind>> = {
  suspicious: 'alert',
  'due-diligence': 'alert',
  screening: 'list-hit',
};

/**
 * One task for compliance per alert, closed again when the alert is excluded. Branches have no part in it: these
 * kinds are for nobody else, ask the customer for nothing and send no notice.
 */
export function alertTasks(parts: {
  clock: Clock;
  days: BankDays;
  tasks: () => ReviewTasks;
  /** Told of customers about whom a suspicion arose or ended, asked for when one does. */
  onSuspicion: () => readonly ((tx: Tx, customerKeys: readonly string[]) => Promise<void>)[];
}): AlertListener {
  const { clock, days, tasks, onSuspicion } = parts;
  const rules = loadReviewRules();
  const ofAlert = ({ publicId, kind, customerId }: AlertAbout) => {
    const task = KINDS[kind];
    return task === undefined ? [] : [{ customerKey: customerId, kind: task, episode: publicId }];
  };
  const tell = async (tx: Tx, alerts: readonly AlertAbout[]): Promise<void> => {
    const about = alerts.filter(({ kind }) => KINDS[kind] === 'alert').map(({ customerId }) => customerId);
    if (about.length > 0) for (const listener of onSuspicion()) await listener(tx, [...new Set(about)]);
  };
  return {
    async raised(tx, alerts) {
      const today = days.dayOf(clock.now());
      const wanted = alerts.flatMap(ofAlert).map((task): TaskToRaise => {
        const rule = rules.kinds[task.kind];
        return {
          ...task,
          dueOn: addDays(today, scheduleOn(rule, today).dueInDays ?? 0),
          ask: rule.ask,
          audience: 'compliance',
          cause: { kind: 'alert', id: task.episode },
        };
      });
      await tasks().raise(tx, wanted);
      await tell(tx, alerts);
    },
    async excluded(tx, alerts) {
      await tasks().settleEpisodes(tx, alerts.flatMap(ofAlert), 'alert-excluded');
      await tell(tx, alerts);
    },
  };
}
