import {
  complianceRoles,
  created,
  idFromPath,
  ok,
  read,
  schema,
  write,
  type Actor,
  type Day,
  type Role,
  type Route,
  type Tx,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { maySeeCustomer } from '../reviews/index.js';
import type { RestrictionRules } from './domain/rules.js';
import { catalogueOf, getRestriction, listRestrictions, restrictionsOf } from './queries.js';
import {
  decisionBody,
  proposalBody,
  restrictionAnswer,
  restrictionCatalogue,
  restrictionQuery,
} from './schemas.js';
import type { Restrictions } from './service.js';

const READERS: readonly Role[] = [...complianceRoles, 'auditor', 'core-banking'];
const tag = 'Restrictions';
const params = schema.closed({ id: schema.identifier() });

/** Restrictions of services: what stands for a customer, and how one is proposed, decided and lifted. */
export function restrictionRoutes(parts: {
  restrictions: Restrictions;
  rules: RestrictionRules;
  audit: AuditTrail;
  today: () => Day;
}): Route[] {
  const { restrictions, rules, audit, today } = parts;
  const act = (
    path: string,
    summary: string,
    roles: readonly Role[],
    work: (tx: Tx, actor: Actor, id: string, note: string) => Promise<void>,
  ): Route =>
    write({
      method: 'post',
      path: `/restrictions/{id}/${path}`,
      summary,
      tag,
      roles,
      params,
      body: decisionBody,
      responses: { 200: restrictionAnswer },
      write: async ({ actor, params: { id }, body }, tx) => {
        await work(tx, actor, idFromPath(id), body.note);
        return ok(await getRestriction(tx, actor, id, rules));
      },
    });

  return [
    read({
      method: 'get',
      path: '/restriction-catalogue',
      summary: 'What can be proposed: measures with their figures, reasons, what stays possible',
      tag,
      roles: [...complianceRoles, 'auditor'],
      responses: { 200: restrictionCatalogue },
      handle: () => Promise.resolve(ok(catalogueOf(rules, today()))),
    }),
    read({
      method: 'get',
      path: '/customers/{id}/restrictions',
      summary: 'Restrictions of a customer; a branch and the core system see those in force',
      tag,
      roles: [...READERS, 'teller'],
      params,
      responses: { 200: schema.pageOf(restrictionAnswer) },
      handle: async (context) => {
        const { actor, params } = context;
        const items = await audit.reading(
          context,
          async (tx) => {
            const { key } = await maySeeCustomer(tx, actor, params.id);
            return restrictionsOf(tx, actor, key, rules);
          },
          { action: 'restrictions.read', subject: { kind: 'customer', id: params.id } },
        );
        return ok({ items, nextCursor: null });
      },
    }),
    read({
      method: 'get',
      path: '/restrictions',
      summary: 'Restrictions in the order they changed, for the core system and for compliance',
      tag,
      roles: READERS,
      query: restrictionQuery,
      responses: { 200: schema.pageOf(restrictionAnswer) },
      handle: async (context) =>
        ok(
          await audit.reading(context, (tx) => listRestrictions(tx, context.actor, context.query, rules), {
            action: 'restrictions.read',
            subject: { kind: 'restriction-list', id: context.requestId },
          }),
        ),
    }),
    write({
      method: 'post',
      path: '/customers/{id}/restrictions',
      summary: 'Propose a restriction; a second person decides on it',
      tag,
      roles: complianceRoles,
      params,
      body: proposalBody,
      responses: { 201: restrictionAnswer },
      write: async ({ actor, params: { id: customer }, body }, tx) => {
        const id = await restrictions.proposeOne(tx, actor, customer, body);
        return created(await getRestriction(tx, actor, id, rules));
      },
    }),
    act('approval', 'Put a proposed restriction in force', ['compliance-manager'], (tx, actor, id, note) =>
      restrictions.decide(tx, actor, id, 'approved', note),
    ),
    act('refusal', 'Refuse a proposed restriction', ['compliance-manager'], (tx, actor, id, note) =>
      restrictions.decide(tx, actor, id, 'refused', note),
    ),
    act(
      'lifting',
      'Propose the end of a restriction in force; lift it where another person proposed that',
      complianceRoles,
      (tx, actor, id, note) => restrictions.lift(tx, actor, id, note),
    ),
  ];
}
