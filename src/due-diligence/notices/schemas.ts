import { Type } from '@sinclair/typebox';
import { schema } from '../../platform/index.js';
import { attemptKinds, noticeStatuses } from './domain/progress.js';
import { channels } from './domain/template.js';
import { items, outcomes, services } from './domain/variables.js';
import { returnReasons } from './actions.js';

const { bilingual, choice, closed, day, identifier, instant, nullable } = schema;

export const language = choice(['zh', 'en']);
const optional = Type.Optional;

const page = closed({ subject: Type.String(), body: Type.String() });
const summary = {
  id: Type.String(),
  customerId: Type.String(),
  customerNumber: Type.String(),
  customerName: Type.String({ description: 'Masked, as in the notice' }),
  branch: nullable(Type.String()),
  template: Type.String(),
  title: bilingual,
  step: Type.String(),
  language,
  status: choice(noticeStatuses),
  channel: nullable(choice(channels)),
  address: nullable(Type.String({ description: 'Masked' })),
  reason: nullable(Type.String()),
  tries: Type.Integer(),
  queuedAt: instant(),
  sentAt: nullable(instant()),
  changedAt: instant(),
};

export const noticeSummary = closed(summary, { $id: 'NoticeSummary' });

export const noticeAnswer = closed(
  {
    ...summary,
    templateVersion: Type.Integer(),
    wording: nullable(
      Type.Integer({ description: "Version of the bank's own wording; null for the shipped one" }),
    ),
    texts: closed({ sms: Type.String(), email: page, letter: page }),
    attempts: Type.Array(
      closed({
        at: instant(),
        kind: choice(attemptKinds),
        channel: nullable(choice(channels)),
        address: nullable(Type.String()),
        code: nullable(Type.String()),
        answer: nullable(Type.String({ description: 'What the channel answered, without addresses' })),
        providerId: nullable(Type.String()),
        by: nullable(Type.String({ description: 'Who did so, of what people do' })),
      }),
    ),
  },
  { $id: 'Notice' },
);

export const noticeQuery = closed({
  ...schema.paging,
  customerNumber: optional(identifier()),
  status: optional(choice(noticeStatuses)),
  channel: optional(choice(channels)),
  template: optional(identifier()),
  branch: optional(identifier()),
  from: optional(day('Queued on this day or later')),
  to: optional(day('Queued on this day or earlier')),
});

/** The variables a caller may state; closed words and days, no free text. */
export const noticeVariables = closed({
  documentType: optional(identifier()),
  documentLastFour: optional(Type.String({ pattern: '^[0-9A-Za-z]{1,4}$' })),
  validUntil: optional(day()),
  by: optional(day()),
  from: optional(day()),
  bring: optional(Type.Array(choice(items), { minItems: 1, maxItems: items.length, uniqueItems: true })),
  services: optional(
    Type.Array(choice(services), { minItems: 1, maxItems: services.length, uniqueItems: true }),
  ),
  outcome: optional(choice(outcomes)),
});

/** Templates a person may send by hand; the others follow from a decision and are sent with it. */
export const orderable = ['information-request', 'information-missing', 'periodic-review'] as const;

export const noticeBody = closed({
  customerNumber: identifier(),
  template: choice(orderable),
  variables: noticeVariables,
});

export const returnBody = closed({ reason: choice(returnReasons) });
export const handoverBody = closed({
  how: choice(['letter', 'in-person', 'phone']),
  reference: optional(schema.line(100, 'Number of the registered letter')),
});
export const receiptsBody = closed({
  receipts: Type.Array(
    closed({
      channel: choice(['sms', 'email']),
      providerId: schema.line(200, 'As the gateway answered it; of mail the Message-ID'),
      state: choice(['delivered', 'failed']),
      permanent: optional(
        Type.Boolean({ description: 'Whether the address is bad; without it the code decides' }),
      ),
      code: optional(Type.String({ pattern: '^[A-Za-z0-9._-]{1,40}$' })),
    }),
    { minItems: 1, maxItems: 100 },
  ),
});
export const receiptsAnswer = closed({
  items: Type.Array(
    closed({
      providerId: Type.String(),
      outcome: choice(['recorded', 'known', 'unknown'], 'unknown: no message was taken under this id'),
    }),
  ),
});

const sms = Type.String({ minLength: 1, maxLength: 400, pattern: '^[^\\r\\n]+$' });
const written = closed({
  subject: Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\r\\n]+$' }),
  body: Type.String({ minLength: 1, maxLength: 4_000 }),
});
const both = <T extends typeof sms | typeof written>(of: T) => closed({ zh: of, en: of });
export const templateTexts = closed({ sms: both(sms), email: both(written), letter: both(written) });

export const templateAnswer = closed(
  {
    id: Type.String(),
    version: Type.Integer(),
    title: bilingual,
    legalBasis: Type.Array(Type.Unknown()),
    variables: Type.Array(Type.String()),
    channels: Type.Array(choice(channels)),
    wording: nullable(Type.Integer()),
    texts: templateTexts,
    preview: closed({
      zh: closed({ sms: Type.String(), email: page, letter: page }),
      en: closed({ sms: Type.String(), email: page, letter: page }),
    }),
    draft: nullable(
      closed({ version: Type.Integer(), texts: templateTexts, madeBy: Type.String(), madeAt: instant() }),
    ),
  },
  { $id: 'NoticeTemplate' },
);
export const templatePage = closed({ items: Type.Array(templateAnswer), nextCursor: Type.Null() });
export const wordingBody = closed({ texts: templateTexts });
export const decisionBody = closed({
  version: Type.Integer({ minimum: 1 }),
  decision: choice(['approve', 'refuse']),
});

export const channelAnswer = closed({
  items: Type.Array(
    closed({ channel: choice(['sms', 'email']), configured: Type.Boolean(), waiting: Type.Integer() }),
  ),
  quietHours: Type.String(),
});
