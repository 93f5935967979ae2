import { addDays, type Actor, type Day, type Tx } from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { scheduleOn, type ReviewRules } from '../reviews/domain/schedule.js';
import type { ReviewTasks } from '../reviews/index.js';
import { askForAttention } from './attention.js';
import type { OwnerRuleFile } from './domain/rule.js';
import { openTasks, STRONGER, type NewDetermination, type PresentOwners, type Standing } from './store.js';

interface Telling {
  audit: AuditTrail;
  tasks: ReviewTasks;
  rules: OwnerRuleFile;
  reviewRules: ReviewRules;
  onChanged?: (tx: Tx, customerKeys: readonly string[]) => Promise<void>;
  before: ReadonlyMap<string, PresentOwners>;
  standing: ReadonlyMap<string, Standing>;
  asOf: Day;
}

/**
 * Other owners than before are a reason to identify them anew (art. 24). Where only what stronger measures find is
 * other than before, compliance is asked and nobody else: a task or letter would tell the branch of the measures.
 */
export async function tellOfOwners(
  tx: Tx,
  actor: Actor,
  made: readonly NewDetermination[],
  { audit, tasks, rules, reviewRules, onChanged, before, standing, asOf }: Telling,
): Promise<void> {
  await audit.append(
    tx,
    actor,
    made.map(({ customer, version, result, digest }) => ({
      action: 'beneficial-owners.determined',
      subject: { kind: 'customer', id: standing.get(customer)!.id },
      details: {
        version,
        outcome: result.outcome,
        owners: result.owners.length,
        rule: `${rules.id} ${rules.version}`,
      },
      digest: Buffer.from(digest, 'hex'),
    })),
  );
  const asked = made.filter(({ customer }) => !standing.get(customer)!.merged);
  const kinds = asked.map((one) => ({ one, which: whoseOwnersChanged(one, before.get(one.customer)) }));
  const of = (which: 'usual' | 'stronger' | 'over') =>
    kinds.flatMap((kind) => (kind.which === which ? [kind.one.customer] : []));
  const { ask, ...rule } = reviewRules.kinds['owner-change'];
  const task = {
    kind: 'owner-change' as const,
    dueOn: addDays(asOf, scheduleOn({ ...rule, ask }, asOf).dueInDays ?? 0),
    ask,
  };
  await tasks.raise(
    tx,
    [
      // Several changes of one day are one reason to ask.
      ...of('usual').map((customerKey) => ({
        ...task,
        customerKey,
        episode: asOf,
        audience: 'front-line' as const,
      })),
      ...of('stronger').map((customerKey) => ({
        ...task,
        customerKey,
        episode: `${STRONGER}${asOf}`,
        audience: 'compliance' as const,
        internal: true as const,
      })),
    ],
    actor,
  );
  await askForAttention(tx, actor, asked, { tasks, reviewRules, asOf });
  const asBefore = made.flatMap(({ customer, usual }) => (usual === null ? [customer] : []));
  const over = await openTasks(tx, asBefore, 'stronger');
  await tasks.settleTasks(tx, over, 'the usual rules find the same', actor);
  await onChanged?.(tx, [...of('usual'), ...of('stronger'), ...of('over')]);
}

const NOBODY: PresentOwners = { usual: [], present: [] };
const marks = (parties: readonly string[]): string => [...parties].sort().join(' ');

/**
 * By which rules the owners are others than before: by the usual ones, only by the stronger; `over` when the usual ones
 * alone decide again.
 */
function whoseOwnersChanged(
  { owners, usual: apart, usualFirst, version }: NewDetermination,
  was: PresentOwners = NOBODY,
): 'usual' | 'stronger' | 'over' | undefined {
  const by = (without: string) =>
    marks(owners.filter(({ rules }) => rules !== without).map(({ party }) => party));
  const [usual, present] = [by('stronger'), by('usual')];
  if (!usualFirst && usual !== marks(was.usual)) return 'usual';
  // Nothing was known before the first: what the usual rules find is no change then, what is found beyond them is.
  if (present === (version === 1 ? usual : marks(was.present))) return undefined;
  return apart === null ? 'over' : 'stronger';
}
