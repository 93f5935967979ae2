import { Type } from '@sinclair/typebox';
import { schema } from '../platform/index.js';

const { closed, nullable, paging, pageOf, instant } = schema;

const moment = (which: string) =>
  Type.Optional(
    Type.String({
      anyOf: [{ format: 'date' }, { format: 'date-time' }],
      description: `${which} Instant, or day of the bank (its first instant).`,
    }),
  );

export const period = {
  from: moment('Recorded at or after.'),
  to: moment('Recorded before; the period is half-open.'),
};

export const periodQuery = closed(period);

export const eventQuery = closed({
  actor: Type.Optional(Type.String({ maxLength: 64, description: 'Id or sign-in name of who acted' })),
  action: Type.Optional(Type.String({ maxLength: 100 })),
  subject: Type.Optional(Type.String({ maxLength: 200, description: 'Id, `kind:id` or `kind:`' })),
  ...period,
  ...paging,
});

export const auditEvent = closed(
  {
    id: Type.String(),
    recordedAt: instant(),
    actor: closed({ kind: Type.String(), id: Type.String(), name: Type.Optional(Type.String()) }),
    action: Type.String(),
    subject: closed({ kind: Type.String(), id: Type.String() }),
    requestId: Type.Optional(Type.String()),
    details: Type.Record(Type.String(), Type.Unknown()),
    digest: Type.Optional(Type.String({ description: 'SHA-256 over the rows covered, hex' })),
    sequence: nullable(Type.Integer({ description: 'Place in the chain; null until sealed' })),
  },
  { $id: 'AuditEvent' },
);

export const auditEventPage = pageOf(auditEvent);

export const auditVerification = closed(
  {
    verified: Type.Boolean(),
    firstSequence: nullable(Type.Integer()),
    lastSequence: nullable(Type.Integer()),
    headHash: nullable(Type.String({ description: 'Hash of the last link checked, hex' })),
    sealedThrough: nullable(instant('When the last event of the whole chain was recorded')),
    unsealed: Type.Integer({ description: 'Events that still wait to be linked' }),
    brokenAt: Type.Optional(Type.Integer({ description: 'First sequence at which the chain does not hold' })),
  },
  { $id: 'AuditVerification' },
);
