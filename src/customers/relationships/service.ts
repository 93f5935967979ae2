import {
  isId,
  problems,
  type Actor,
  type BankDays,
  type Clock,
  type Day,
  type Queryable,
  type Tx,
} from '../../platform/index.js';
import { branchScope } from '../../access/index.js';
import type { AuditTrail } from '../../audit/index.js';
import type { Customer } from '../domain/record.js';
import { isBranchBound, mayServe } from '../scope.js';
import type { Customers } from '../service.js';
import { mergedCustomer } from '../merge/problems.js';
import { isUniqueViolation } from '../store.js';
import type { OnRelationshipsChanged } from './declared.js';
import { checkRelationship, notBefore } from './domain/check.js';
import type { BodyType } from './domain/types.js';
import { partiesOfCustomers, resolveParties, type PartyInput } from './parties.js';
import { isElsewhere } from './present.js';
import {
  fieldProblem,
  relationshipEnded,
  relationshipFollowsCustomer,
  sharedParty,
  unknownParty,
} from './problems.js';
import type { PartyReference, RelationshipBody } from './schemas.js';
import {
  endRelationship,
  findParties,
  findPartyKey,
  findRelationship,
  insertRelationships,
  lockParties,
  partiesAbove,
  relationshipsOf,
  setBodyType,
  standingElsewhere,
  type Party,
  type Relationship,
} from './store.js';

/** The most parties and relationships one answer shows. */
const SHOWN = 2_000;
const MOST_ATTEMPTS = 5;

export interface RelationshipParts {
  clock: Clock;
  days: BankDays;
  audit: AuditTrail;
  customers: Customers;
  /** Called in the same database transaction with the bodies whose relationships changed. */
  changed: OnRelationshipsChanged;
}

/** Relationships with the parties they name. */
export interface Structure {
  items: Relationship[];
  parties: Map<string, Party>;
  truncated: boolean;
}

/** Who owns, controls, leads, represents and accompanies whom. Writers take the transaction they run in. */
export class Relationships {
  constructor(private readonly parts: RelationshipParts) {}

  /**
   * Records one relationship of a customer, or of a party of its structure. Throws 404 for a customer the actor may
   * not see, 422 for a party that is not there or a share without sense.
   * @returns the relationship's id
   */
  async add(
    tx: Tx,
    actor: Actor,
    { customerId, body, requestId }: { customerId: string; body: RelationshipBody; requestId?: string },
  ): Promise<string> {
    const { clock, days, audit, customers, changed } = this.parts;
    const customer = await customers.get(tx, actor, customerId);
    if (customer.mergedInto) throw mergedCustomer();
    const now = clock.now();
    const today = days.dayOf(now);
    const problem = checkRelationship(body, today);
    if (problem) throw fieldProblem(problem.pointer, problem.code, problem.message);
    const [holder, subject] = await this.ends(tx, actor, customer, body, now);
    if (holder === subject && body.type !== 'owns')
      throw fieldProblem('/holder', 'same-party', {
        en: 'is the other party itself',
        zh: '与另一方为同一主体',
      });
    await this.assertServed(tx, actor, { holder, subject, type: body.type });
    await lockParties(tx, [holder, subject]);
    const [id] = await insertRelationships(
      tx,
      actor,
      [
        {
          holder,
          subject,
          type: body.type,
          share: body.share ?? null,
          means: body.means ?? null,
          since: body.since ?? today,
          until: body.until ?? null,
          source: body.source,
          reference: body.reference ?? null,
          stated: statedIn(body),
          fact: null,
          digest: null,
        },
      ],
      now,
    );
    await audit.append(tx, actor, {
      action: 'relationship.recorded',
      subject: { kind: 'customer', id: customerId },
      details: { relationship: id, type: body.type, source: body.source },
      ...(requestId === undefined ? {} : { requestId }),
    });
    await changed(tx, actor, body.type === 'nominee-for' ? [holder, subject] : [subject]);
    return id!;
  }

  /** Ends a relationship; 409 when it has ended already or follows the customer's own declaration. */
  async end(
    tx: Tx,
    actor: Actor,
    end: { customerId: string; relationshipId: string; until?: Day; reason: string; requestId?: string },
  ): Promise<void> {
    const { clock, days, audit, customers, changed } = this.parts;
    const customer = await customers.get(tx, actor, end.customerId);
    const found = isId(end.relationshipId) ? await findRelationship(tx, end.relationshipId) : undefined;
    if (!found || !(await this.concerns(tx, actor, customer, found))) throw problems.notFound();
    await this.assertServed(tx, actor, found);
    if (found.recordedBranch === null || found.recordedBranch !== branchScope(actor))
      await assertNotShared(tx, actor, found.type === 'nominee-for' ? found.holder : found.subject);
    if (found.fact !== null) throw relationshipFollowsCustomer();
    const now = clock.now();
    const until = end.until ?? days.dayOf(now);
    const early = notBefore(until, found.since);
    if (early) throw fieldProblem(early.pointer, early.code, early.message);
    await lockParties(tx, [found.holder, found.subject]);
    if (!(await endRelationship(tx, actor, { key: found.key, until, reason: end.reason }, now)))
      throw relationshipEnded();
    await audit.append(tx, actor, {
      action: 'relationship.ended',
      subject: { kind: 'customer', id: end.customerId },
      details: { relationship: found.id, type: found.type },
      ...(end.requestId === undefined ? {} : { requestId: end.requestId }),
    });
    await changed(tx, actor, found.type === 'nominee-for' ? [found.holder, found.subject] : [found.subject]);
  }

  /**
   * Says what kind of body the customer, or a party of its structure, is. What a branch says of it exempts nothing until
   * compliance says the same.
   */
  async classify(
    tx: Tx,
    actor: Actor,
    {
      customerId,
      partyId,
      bodyType,
      requestId,
    }: { customerId: string; partyId?: string; bodyType: BodyType; requestId?: string },
  ): Promise<void> {
    const { audit, customers, changed, clock } = this.parts;
    const customer = await customers.get(tx, actor, customerId);
    if (customer.mergedInto) throw mergedCustomer();
    const key =
      partyId === undefined
        ? await this.ownParty(tx, customer, clock.now())
        : await this.known(tx, actor, customer, { id: partyId }, '/partyId');
    await this.assertServed(tx, actor, { subject: key });
    await assertNotShared(tx, actor, key);
    await lockParties(tx, [key]);
    const confirmed = !isBranchBound(actor);
    if (!(await setBodyType(tx, key, bodyType, confirmed))) return;
    await audit.append(tx, actor, {
      action: 'party.classified',
      subject: { kind: 'customer', id: customerId },
      details: { bodyType, confirmed, ...(partyId === undefined ? {} : { party: partyId }) },
      ...(requestId === undefined ? {} : { requestId }),
    });
    await changed(tx, actor, [key]);
  }

  /** A customer's own relationships and everything above it, as they were on a day; all of history without one. */
  async structure(q: Queryable, actor: Actor, customerId: string, asOf: Day | null): Promise<Structure> {
    const customer = await this.parts.customers.get(q, actor, customerId);
    const reference = await findPartyKey(q, { customerNumber: customer.customerNumber });
    if (!reference?.party) return { items: [], parties: new Map(), truncated: false };
    const above = await partiesAbove(q, reference.party, asOf, SHOWN + 1, branchScope(actor));
    const known = await this.served(q, actor, above.slice(0, SHOWN));
    const items = await relationshipsOf(q, known, asOf, SHOWN + 1);
    const shown = items.slice(0, SHOWN);
    const parties = await findParties(q, [
      ...new Set(shown.flatMap(({ holder, subject }) => [holder, subject])),
    ]);
    return { items: shown, parties, truncated: above.length > SHOWN || items.length > SHOWN };
  }

  /** The parties whose own relationships the actor may see; in order. */
  private async served(q: Queryable, actor: Actor, keys: string[]): Promise<string[]> {
    if (!isBranchBound(actor)) return keys;
    const parties = await findParties(q, keys);
    return keys.filter((key) => !isElsewhere(parties.get(key)!, actor));
  }

  /** Throws 404 where a branch would change the structure of another branch's customer, however it was named. */
  private async assertServed(
    tx: Tx,
    actor: Actor,
    { holder, subject, type }: { holder?: string; subject: string; type?: string },
  ): Promise<void> {
    const changed = type === 'nominee-for' && holder !== undefined ? [holder, subject] : [subject];
    if ((await this.served(tx, actor, changed)).length < changed.length) throw problems.notFound();
  }

  private async ends(
    tx: Tx,
    actor: Actor,
    customer: Customer,
    { holder, subject }: RelationshipBody,
    now: Date,
  ): Promise<[string, string]> {
    const own = async () => this.ownParty(tx, customer, now);
    const ends: [string, string] = [
      holder ? await this.party(tx, actor, customer, holder, '/holder', now) : await own(),
      subject ? await this.party(tx, actor, customer, subject, '/subject', now) : await own(),
    ];
    if (holder && subject) {
      const mine = await own();
      const inside = new Set(await partiesAbove(tx, mine, null, SHOWN, branchScope(actor)));
      if (!ends.some((end) => inside.has(end))) throw unknownParty('/subject');
    }
    return ends;
  }

  private async ownParty(tx: Tx, customer: Customer, now: Date): Promise<string> {
    return (await partiesOfCustomers(tx, [customer.key], now)).get(customer.key)!;
  }

  private async party(
    tx: Tx,
    actor: Actor,
    customer: Customer,
    reference: PartyReference,
    pointer: string,
    now: Date,
  ): Promise<string> {
    const { partyId, customerNumber, kind, name } = reference;
    if (partyId !== undefined) return this.known(tx, actor, customer, { id: partyId }, `${pointer}/partyId`);
    if (customerNumber !== undefined)
      return this.known(tx, actor, customer, { customerNumber }, `${pointer}/customerNumber`);
    if (kind === undefined || name === undefined)
      throw fieldProblem(pointer, 'required', {
        en: 'needs a partyId, a customerNumber, or a kind and a name',
        zh: '须填写主体编号、客户号，或类型和名称',
      });
    return this.entered(tx, actor, { ...reference, kind, name }, now);
  }

  /** Recognises or enters; two writers of one national number: the later one finds it. */
  private async entered(tx: Tx, actor: Actor, input: PartyInput, now: Date): Promise<string> {
    for (let attempt = 1; ; attempt += 1) {
      await tx.query('SAVEPOINT resolve_party');
      try {
        const [key] = await resolveParties(tx, [input], now, branchScope(actor));
        await tx.query('RELEASE SAVEPOINT resolve_party');
        return key!;
      } catch (error) {
        if (!isUniqueViolation(error) || attempt === MOST_ATTEMPTS) throw error;
        await tx.query('ROLLBACK TO SAVEPOINT resolve_party');
      }
    }
  }

  /** A party that is there; who is bound to a branch reaches only what belongs to the customer's own structure. */
  private async known(
    tx: Tx,
    actor: Actor,
    customer: Customer,
    reference: { id: string } | { customerNumber: string },
    pointer: string,
  ): Promise<string> {
    if ('id' in reference && !isId(reference.id)) throw unknownParty(pointer);
    const found = await findPartyKey(tx, reference);
    if (!found) throw unknownParty(pointer);
    if (isBranchBound(actor) && !(await this.reaches(tx, actor, customer, found, reference)))
      throw unknownParty(pointer);
    return (
      found.party ??
      (await partiesOfCustomers(tx, [found.customer!], this.parts.clock.now())).get(found.customer!)!
    );
  }

  private async reaches(
    tx: Tx,
    actor: Actor,
    customer: Customer,
    { party }: { party: string | null },
    reference: { id: string } | { customerNumber: string },
  ): Promise<boolean> {
    if ('customerNumber' in reference) {
      const page = await this.parts.customers.list(
        tx,
        actor,
        { customerNumber: reference.customerNumber },
        { limit: 1 },
      );
      return page.items.some(({ facts }) => mayServe(actor, facts.branch));
    }
    const own = await this.ownParty(tx, customer, this.parts.clock.now());
    return party !== null && (await partiesAbove(tx, own, null, SHOWN, branchScope(actor))).includes(party);
  }

  private async concerns(tx: Tx, actor: Actor, customer: Customer, found: Relationship): Promise<boolean> {
    const reference = await findPartyKey(tx, { customerNumber: customer.customerNumber });
    if (!reference?.party) return false;
    if (found.holder === reference.party) return true;
    return (await partiesAbove(tx, reference.party, null, SHOWN, branchScope(actor))).some(
      (party) => party === found.subject || (party === found.holder && found.type === 'nominee-for'),
    );
  }
}

/** The parties in the words of whoever states the relationship: what they said stays with it. */
const statedIn = ({ holder, subject }: RelationshipBody): object => ({
  ...holder,
  ...(subject?.documents ? { subject } : {}),
});

/** Throws 409 where a branch would change what other branches' structures rest on, other than what it said itself. */
async function assertNotShared(tx: Tx, actor: Actor, party: string): Promise<void> {
  if ((await standingElsewhere(tx, [party], branchScope(actor))).size > 0) throw sharedParty();
}
