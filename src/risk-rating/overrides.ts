import {
  defineProblem,
  isId,
  newId,
  problems,
  type Actor,
  type Queryable,
  type Tx,
} from '../platform/index.js';
import type { Customer } from '../customers/index.js';
import { explain } from './domain/explain.js';
import { forbidden } from './domain/override.js';
import { rankOf } from './domain/model.js';
import { activeModels } from './models.js';
import { findOverride, presentOverride, type OverrideRow } from './override-store.js';
import { floorOf, type Rated, type RiskRatings } from './service.js';
import { endOverrides, findStandings } from './store.js';

const unknownLevel = defineProblem('unknown-risk-level', 422, {
  en: 'The model in force has no such level. Choose one of its levels.',
  zh: '现行模型没有该等级，请选择模型中的等级。',
});
const sameLevel = defineProblem('risk-level-unchanged', 422, {
  en: 'The customer has this level already. An override names another one.',
  zh: '客户已是该等级，人工调整须选择其他等级。',
});
const byLaw = defineProblem('risk-level-set-by-law', 422, {
  en: 'The law sets this level; people may not decide a lower one.',
  zh: '该等级由法规直接确定，不得人工调低。',
});
const pending = defineProblem('risk-override-pending', 409, {
  en: 'Another override of this customer waits for approval. Decide that one first.',
  zh: '该客户已有待审批的等级调整，请先处理。',
});
const makerDecides = defineProblem('risk-override-own', 403, {
  en: 'Whoever asked for the override may not decide about it. Ask another compliance manager.',
  zh: '申请人不得审批自己提出的等级调整，请由其他合规主管审批。',
});
const notRated = defineProblem('customer-not-rated', 422, {
  en: 'This customer is not rated: there is no business relationship to rate.',
  zh: '该客户不适用风险评级：不存在业务关系。',
});

/** Asks for a level other than the machine's. Another person decides; until then the present level holds. */
export async function requestOverride(
  tx: Tx,
  actor: Actor,
  ratings: RiskRatings,
  customer: Pick<Customer, 'key' | 'id'>,
  { level, reason }: { level: string; reason: string },
  requestId?: string,
): Promise<OverrideRow> {
  const { clock, audit } = ratings.parts;
  await ratings.parts.lockCustomers(tx, [customer.key]);
  const rated = await judgeOne(tx, ratings, customer.key);
  const standing = (await findStandings(tx, [customer.key])).get(customer.key);
  if (standing?.finalLevel === level) throw sameLevel();
  assertAllowed(rated, level);
  const id = newId(clock.now().getTime());
  const [made] = await tx.query(
    `INSERT INTO risk_override (id, customer_id, level, machine_level, reason, made_at, maker_id, maker_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (customer_id) WHERE status = 'awaiting-approval' DO NOTHING RETURNING id`,
    [id, customer.key, level, rated.rating.level, reason, clock.now(), actor.id, actor.name],
  );
  if (!made) throw pending();
  await audit.append(tx, actor, {
    action: 'risk-override.requested',
    subject: { kind: 'customer', id: customer.id },
    details: { override: id, level },
    ...(requestId === undefined ? {} : { requestId }),
  });
  return (await findOverride(tx, id))!;
}

/** Decides about an override; approval puts it in force at once, after looking at the law again. */
export async function decideOverride(
  tx: Tx,
  actor: Actor,
  ratings: RiskRatings,
  id: string,
  { decision, comment }: { decision: 'approve' | 'refuse'; comment?: string },
  requestId?: string,
): Promise<ReturnType<typeof presentOverride>> {
  const { clock, audit } = ratings.parts;
  const found = await overrideOr404(tx, id);
  await ratings.parts.lockCustomers(tx, [found.customer_id]);
  const override = await overrideOr404(tx, id);
  if (override.maker_id === actor.id) throw makerDecides();
  if (override.status !== 'awaiting-approval') throw problems.wrongState();
  const now = clock.now();
  const decided = [id, now, actor.id, actor.name, comment ?? null];
  if (decision === 'refuse') {
    await tx.query(
      `UPDATE risk_override SET status = 'refused', decided_at = $2, decider_id = $3, decider_name = $4, comment = $5 WHERE id = $1`,
      decided,
    );
  } else {
    const rated = await judgeOne(tx, ratings, override.customer_id);
    assertAllowed(rated, override.level);
    const standing = (await findStandings(tx, [override.customer_id])).get(override.customer_id);
    if (standing?.override) await endOverrides(tx, [{ id: standing.override.id, reason: 'replaced' }], now);
    await tx.query(
      `UPDATE risk_override SET status = 'in-force', decided_at = $2, decider_id = $3, decider_name = $4, comment = $5,
         judged_at_level = $6, expires_on = $7 WHERE id = $1`,
      [...decided, rated.rating.level, ratings.reviewDay(rated.version.model, override.level)],
    );
    await ratings.putInForce(tx, override.customer_id, id, actor);
  }
  await audit.append(tx, actor, {
    action: decision === 'approve' ? 'risk-override.approved' : 'risk-override.refused',
    subject: { kind: 'customer', id: override.customer_public_id },
    details: { override: id, level: override.level },
    ...(requestId === undefined ? {} : { requestId }),
  });
  return presentOverride((await findOverride(tx, id))!);
}

async function overrideOr404(q: Queryable, id: string): Promise<OverrideRow> {
  const found = isId(id) ? await findOverride(q, id) : undefined;
  if (!found) throw problems.notFound();
  return found;
}

async function judgeOne(tx: Tx, ratings: RiskRatings, key: string): Promise<Rated> {
  const [rated] = await ratings.judge(tx, [key], ratings.today(), await activeModels(tx));
  if (!rated) throw notRated();
  return rated;
}

/** The level exists, and no rule of law stands against it; the refusal says which rule. */
function assertAllowed({ version: { model }, rating }: Rated, level: string): void {
  if (rankOf(model, level) < 0) throw unknownLevel();
  if (!forbidden(model, level, floorOf(model, rating))) return;
  const reasons = explain(model, rating).rules.filter(({ overridable }) => !overridable);
  throw byLaw({
    detail: {
      en: `The law sets the level: ${reasons.map(({ because }) => because.en).join('; ')}.`,
      zh: `该等级由法规直接确定，不得人工调低：${reasons.map(({ because }) => because.zh).join('；')}。`,
    },
  });
}
