import {
  problems,
  type Actor,
  type BankDays,
  type Clock,
  type FieldFault,
  type Text,
  type Tx,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { branchScope } from '../../access/index.js';
import { bannedIn, type BannedWords } from '../notices/domain/template.js';
import type { Notices, NoticeVariables } from '../notices/index.js';
import { maySeeCustomer } from '../reviews/index.js';
import { answerDueOn, type ObjectionRules } from './domain/due.js';
import { statusAfterAct, type Decision } from './domain/status.js';
import { answerRefused, noSuchRestriction, objectionSecondPerson, objectionState } from './problems.js';
import type { DecisionBody, ObjectionBody } from './schemas.js';
import { appendAct, insertObjection, lockObjection, type Act, type StoredObjection } from './store.js';

/** What objections need of restrictions. */
export interface LiftedRestrictions {
  /** Whether the restriction is one of the customer's that is in force. */
  isInForce(tx: Tx, customerKey: string, id: string): Promise<boolean>;
  /** Ends a restriction that is in force; nothing where it ended meanwhile. @returns whether it did */
  liftStanding(tx: Tx, actor: Actor, id: string, note: string): Promise<boolean>;
}

export interface ObjectionParts {
  clock: Clock;
  days: BankDays;
  audit: AuditTrail;
  rules: ObjectionRules;
  bannedWords: BannedWords;
  /** Codes of the services that no measure takes away. */
  basicServices: readonly string[];
  restrictions: LiftedRestrictions;
  notices: Pick<Notices, 'queue'>;
}

const OUTCOME: Record<Decision, NonNullable<NoticeVariables['outcome']>> = {
  upheld: 'upheld',
  partly: 'partly-upheld',
  rejected: 'not-upheld',
};

const fault = (pointer: string, code: string, message: Text): { faults: FieldFault[] } => ({
  faults: [{ pointer, code, message }],
});

/**
 * Objections of customers to measures (AML Law art. 39): received at a branch or by compliance, decided by one person,
 * approved by another, answered in words that hint at nothing.
 */
export class Objections {
  constructor(private readonly parts: ObjectionParts) {}

  /** Writes down an objection of a customer the actor may see. @returns its public id */
  async receive(
    tx: Tx,
    actor: Actor,
    customerId: string,
    body: ObjectionBody,
    requestId: string,
  ): Promise<string> {
    const { clock, days, audit, rules, restrictions } = this.parts;
    const customer = await maySeeCustomer(tx, actor, customerId);
    const now = clock.now();
    if (body.receivedOn > days.dayOf(now))
      throw problems.invalidBody(
        fault('/receivedOn', 'in-the-future', { en: 'lies in the future', zh: '晚于当前日期' }),
      );
    const { basicServices = [], restrictionId } = body;
    const unknown = basicServices.findIndex((code) => !this.parts.basicServices.includes(code));
    if (unknown >= 0)
      throw problems.invalidBody(
        fault(`/basicServices/${unknown}`, 'unknown-code', {
          en: `is none of ${this.parts.basicServices.join(', ')}`,
          zh: `不在 ${this.parts.basicServices.join('、')} 之列`,
        }),
      );
    if (restrictionId !== undefined && !(await restrictions.isInForce(tx, customer.key, restrictionId)))
      throw noSuchRestriction();
    const id = await insertObjection(
      tx,
      actor,
      {
        customerKey: customer.key,
        ...{ receivedOn: body.receivedOn, channel: body.channel, text: body.text },
        frontLine: branchScope(actor) !== undefined,
        restrictionId: restrictionId ?? null,
        basicServices,
        dueOn: answerDueOn(rules, body.receivedOn, basicServices.length > 0),
        rulesVersion: rules.version,
      },
      now,
    );
    await audit.append(tx, actor, {
      action: 'objection.received',
      subject: { kind: 'objection', id },
      details: { channel: body.channel, restriction: restrictionId ?? null, basicServices },
      requestId,
    });
    return id;
  }

  /** Proposes a decision with the answer to the customer; 422 for words no customer may read. */
  async propose(tx: Tx, actor: Actor, id: string, body: DecisionBody, requestId: string): Promise<void> {
    const one = await this.locked(tx, id);
    const words = bannedIn(body.answerText, this.parts.bannedWords);
    if (words.length > 0)
      throw answerRefused({
        faults: words.map((word) => ({
          pointer: '/answerText',
          code: 'banned-word',
          message: {
            en: `contains "${word}", which no customer may read`,
            zh: `含有不得向客户提供的词语“${word}”`,
          },
        })),
      });
    const { decision, reason, answerText } = body;
    await this.act(tx, actor, one, { kind: 'proposed', decision, reason, answerText }, requestId);
  }

  /** Approves the proposed decision: the restriction it was upheld against ends, the customer is told. */
  async approve(tx: Tx, actor: Actor, id: string, note: string, requestId: string): Promise<void> {
    const one = await this.checked(tx, actor, id);
    const { decision } = one.proposed!;
    await this.act(tx, actor, one, { kind: 'approved', note }, requestId);
    if (decision === 'upheld' && one.restriction_id !== null)
      await this.parts.restrictions.liftStanding(tx, actor, one.restriction_id, note);
    await this.parts.notices.queue(tx, actor, [
      {
        customerKey: one.customer_key,
        template: 'objection-answered',
        variables: { outcome: OUTCOME[decision], from: one.received_on },
        cause: { kind: 'objection', id: one.id },
      },
    ]);
  }

  /** Gives the proposed decision back for another one. */
  async giveBack(tx: Tx, actor: Actor, id: string, note: string, requestId: string): Promise<void> {
    const one = await this.checked(tx, actor, id);
    await this.act(tx, actor, one, { kind: 'returned', note }, requestId);
  }

  private async locked(tx: Tx, id: string): Promise<StoredObjection> {
    const one = await lockObjection(tx, id);
    if (!one) throw problems.notFound();
    return one;
  }

  /** A proposed one, for somebody else than who proposed it. */
  private async checked(tx: Tx, actor: Actor, id: string): Promise<StoredObjection> {
    const one = await this.locked(tx, id);
    if (one.status !== 'proposed') throw objectionState();
    if (one.proposed!.actorKind === actor.kind && one.proposed!.actorId === actor.id)
      throw objectionSecondPerson();
    return one;
  }

  private async act(tx: Tx, actor: Actor, one: StoredObjection, act: Act, requestId: string): Promise<void> {
    const status = statusAfterAct(one.status, act.kind);
    if (status === undefined) throw objectionState();
    const { clock, days, audit } = this.parts;
    const now = clock.now();
    await appendAct(tx, actor, one, act, { now, today: days.dayOf(now), status });
    await audit.append(tx, actor, {
      action: `objection.${act.kind}`,
      subject: { kind: 'objection', id: one.id },
      ...(act.decision === undefined ? {} : { details: { decision: act.decision } }),
      requestId,
    });
  }
}
