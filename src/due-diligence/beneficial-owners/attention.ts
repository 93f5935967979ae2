import { addDays, type Actor, type Day, type Text, type Tx } from '../../platform/index.js';
import { scheduleOn, type ReviewRules } from '../reviews/domain/schedule.js';
import type { ReviewTasks } from '../reviews/index.js';
import type { UnresolvedCode } from './domain/determination.js';
import { ATTENTION, openTasks, type NewDetermination } from './store.js';

/** What of a structure compliance alone can settle, and what it is asked to do. */
const ASKED: Partial<Record<UnresolvedCode, Text>> = {
  'kind-unconfirmed': {
    en: 'A branch stated a kind of body that exempts it from having owners. Confirm it with proof, or correct it.',
    zh: '网点设定的机构类别可免于识别受益所有人，请核实证明材料后确认或更正。',
  },
  'control-not-searched': {
    en: 'The structure is too entangled to find everybody who controls the body. Ask who does, and record the control itself.',
    zh: '股权结构过于复杂，未能查清全部实际控制人，请查明并直接登记控制关系。',
  },
};

/**
 * Asks compliance about what only it can settle in a structure, one task per customer at a time, and closes the task
 * when nothing of the kind is left. A branch never sees it; that something is not settled it sees among the owners.
 */
export async function askForAttention(
  tx: Tx,
  actor: Actor,
  made: readonly NewDetermination[],
  { tasks, reviewRules, asOf }: { tasks: ReviewTasks; reviewRules: ReviewRules; asOf: Day },
): Promise<void> {
  const wanted = made.map(({ customer, version, result }) => ({
    customer,
    version,
    asks: result.unresolved.flatMap(({ code }) => ASKED[code] ?? []),
  }));
  const settled = wanted.flatMap(({ customer, asks }) => (asks.length === 0 ? [customer] : []));
  const over = await openTasks(tx, settled, 'attention');
  await tasks.settleTasks(tx, over, 'settled in the structure', actor);
  const rule = reviewRules.kinds['owner-change'];
  const dueOn = addDays(asOf, scheduleOn(rule, asOf).dueInDays ?? 0);
  const raised = wanted.filter(({ asks }) => asks.length > 0);
  const before = await alreadyAsked(
    tx,
    raised.map(({ customer }) => customer),
  );
  await tasks.raise(
    tx,
    raised
      .filter(({ customer }) => !before.has(customer))
      .map(({ customer, version, asks }) => ({
        customerKey: customer,
        kind: 'owner-change',
        episode: `${ATTENTION}${version}`,
        dueOn,
        ask: { en: asks.map(({ en }) => en).join(' '), zh: asks.map(({ zh }) => zh).join('') },
        audience: 'compliance',
        internal: true,
      })),
    actor,
  );
}

async function alreadyAsked(tx: Tx, customers: readonly string[]): Promise<Set<string>> {
  if (customers.length === 0) return new Set();
  const rows = await tx.query<{ customer: string }>(
    `SELECT s.customer_id AS customer FROM review_task_state s JOIN review_task t ON t.id = s.task_id
     WHERE s.customer_id = ANY($1::bigint[]) AND s.kind = 'owner-change' AND s.status = 'open'
       AND starts_with(t.episode, $2)`,
    [customers, ATTENTION],
  );
  return new Set(rows.map(({ customer }) => customer));
}
