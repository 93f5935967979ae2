import {
  created,
  ok,
  read,
  schema,
  write,
  type Actor,
  type BankDays,
  type Clock,
  type Queryable,
  type Role,
  type Route,
  type Text,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { ContactLog } from './contact-log.js';
import { ContactPreferences } from './preferences.js';
import { loadContactRules } from './rules.js';
import { ContactMarks } from '../notices/marks.js';
import { confirmationBody, contactBody, contactLine, preferenceAnswer, preferenceBody } from './schemas.js';

const tag = 'Notices';
const READERS: readonly Role[] = ['teller', 'compliance-officer', 'compliance-manager', 'auditor'];
const WRITERS: readonly Role[] = ['teller', 'compliance-officer', 'compliance-manager', 'core-banking'];
const params = schema.closed({ id: schema.identifier() });

export interface ContactOptions {
  /** The customer, if the actor may see it; throws 404 otherwise. */
  customer(q: Queryable, actor: Actor, id: string): Promise<{ key: string; id: string }>;
  titleOf(template: string): Text;
  clock: Clock;
  days: BankDays;
  audit: AuditTrail;
}

/** The routes of contacts with a customer, and of what the customer wants. */
export function contactRoutes(options: ContactOptions): Route[] {
  const { customer, audit } = options;
  const log = new ContactLog({ ...options, rules: loadContactRules() });
  const preferences = new ContactPreferences(options);
  const marks = new ContactMarks(options);
  return [
    write({
      method: 'post',
      path: '/customers/{id}/contacts-log',
      summary: 'Write down a contact with a customer',
      tag,
      roles: WRITERS,
      params,
      body: contactBody,
      responses: { 201: contactLine },
      write: async ({ actor, params, body, requestId }, tx) =>
        created(await log.add(tx, actor, await customer(tx, actor, params.id), body, requestId)),
    }),
    read({
      method: 'get',
      path: '/customers/{id}/contacts-log',
      summary: 'Contacts with a customer and notices to it, newest first',
      tag,
      roles: READERS,
      params,
      query: schema.closed(schema.paging),
      responses: { 200: schema.pageOf(contactLine) },
      handle: async (context) => {
        const { actor, params, query } = context;
        const { limit = 50, cursor } = query;
        const subject = { kind: 'customer', id: params.id };
        return ok(
          await audit.reading(
            context,
            async (tx) => {
              const { key } = await customer(tx, actor, params.id);
              return log.list(tx, actor, key, { limit, ...(cursor === undefined ? {} : { cursor }) });
            },
            { action: 'contacts.listed', subject },
          ),
        );
      },
    }),
    write({
      method: 'post',
      path: '/customers/{id}/contact-preferences',
      summary: 'Write down an opt-out, an opt-in or the language a customer wants',
      tag,
      roles: WRITERS,
      params,
      body: preferenceBody,
      responses: { 201: preferenceAnswer },
      write: async ({ actor, params, body, requestId }, tx) => {
        const found = await customer(tx, actor, params.id);
        await preferences.record(tx, actor, found, body, requestId);
        return created(await preferences.read(tx, actor, found.key));
      },
    }),
    write({
      method: 'post',
      path: '/customers/{id}/contact-marks/{mark}/confirmation',
      summary: 'The customer confirmed an address that had bounced: it is used again',
      tag,
      roles: WRITERS,
      params: schema.closed({ id: schema.identifier(), mark: schema.identifier() }),
      body: confirmationBody,
      responses: { 200: preferenceAnswer },
      write: async ({ actor, params: { id, mark }, body: { how }, requestId }, tx) => {
        const found = await customer(tx, actor, id);
        await marks.confirm(tx, actor, found, { mark, how }, requestId);
        return ok(await preferences.read(tx, actor, found.key));
      },
    }),
    read({
      method: 'get',
      path: '/customers/{id}/contact-preferences',
      summary: 'How and in which language a customer wants to be written to',
      tag,
      roles: READERS,
      params,
      responses: { 200: preferenceAnswer },
      handle: async (context) => {
        const { actor, params } = context;
        const subject = { kind: 'customer', id: params.id };
        return ok(
          await audit.reading(
            context,
            async (tx) => {
              const { key } = await customer(tx, actor, params.id);
              return preferences.read(tx, actor, key);
            },
            { action: 'contact-preferences.read', subject },
          ),
        );
      },
    }),
  ];
}
