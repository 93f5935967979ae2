import { Type, type Static, type TOptional, type TProperties, type TSchema } from '@sinclair/typebox';
import { schema } from '../platform/index.js';

const { choice, closed, country, currency, day, identifier, instant, line, nullable } = schema;

export const customerKinds = ['individual', 'organisation', 'sole-trader'] as const;
export type CustomerKind = (typeof customerKinds)[number];

export const customerStatuses = ['pending', 'active', 'restricted', 'refused', 'closed'] as const;
export type CustomerStatus = (typeof customerStatuses)[number];

export const documentTypes = [
  'resident-id',
  'temporary-resident-id',
  'passport',
  'hk-macao-permit',
  'taiwan-permit',
  'hk-macao-taiwan-residence',
  'foreign-permanent-resident',
  'military-id',
  'household-register',
  'unified-social-credit',
  'other',
] as const;
export type DocumentType = (typeof documentTypes)[number];

const NAME = 512;
const optional = <P extends Record<string, TSchema>>(properties: P) =>
  Object.fromEntries(Object.entries(properties).map(([name, of]) => [name, Type.Optional(of)])) as {
    [K in keyof P]: TOptional<P[K]>;
  };
const list = <T extends TSchema>(item: T, maximum: number) => Type.Array(item, { maxItems: maximum });

export const name = line(NAME);
export const gender = choice(['male', 'female', 'other']);
export const customerNumber = Type.String({
  minLength: 1,
  maxLength: 64,
  pattern: '^[!-~]+$',
  description: "The bank's number of the customer: printable ASCII without spaces",
});
export const accountNumber = Type.String({ minLength: 1, maxLength: 64, pattern: '^[!-~]+$' });
export const branchCode = identifier();
export const findingCode = Type.String({
  pattern: '^[a-z0-9-]{1,64}$',
  description: 'A code of GET /customer-requirements: whose registered data lack this',
});
const decimal = schema.amount();
const wealth = Type.Union([decimal, closed({ amount: decimal, currency: currency() })], {
  description: 'Decimal text in CNY, or an amount with its currency',
});

/** An identity document or licence. Only its shape is checked here. */
export const document = closed({
  type: choice(documentTypes),
  number: Type.String({ minLength: 1, maxLength: 64, pattern: '[0-9A-Za-z\\u4e00-\\u9fff]' }),
  ...optional({
    issuer: line(200),
    issuedOn: day(),
    validUntil: day('The last day of validity'),
    longTerm: Type.Boolean({ description: 'Valid without end' }),
    images: list(line(1_024, "Id of an uploaded image, or a reference of the bank's own archive"), 20),
  }),
});
export type CustomerDocument = Static<typeof document>;

export const contact = closed({
  type: choice(['mobile', 'phone', 'email']),
  value: line(254),
  consent: Type.Boolean({ description: 'Whether the customer agreed to be contacted this way' }),
});
export const address = closed({
  type: line(64),
  text: line(500),
  country: country(),
  region: Type.Optional(line(64, 'Region code or name')),
});

const personFields = {
  name,
  ...optional({
    nameLatin: name,
    nationality: country(),
    gender,
    dateOfBirth: day(),
    contacts: list(contact, 20),
    documents: list(document, 20),
  }),
};
const personAnd = <P extends TProperties>(more: P) => closed({ ...personFields, ...more });

/** A natural person who is no customer: conductor, agent, representative. */
export const person = closed(personFields);
export type Person = Static<typeof person>;

/** A person with a prominent public function, or someone close to one (CDD Measures 2025, art. 33). */
export const politicallyExposed = closed({
  category: choice(['foreign', 'international-organisation', 'domestic']),
  ...optional({
    relation: choice(['self', 'relative', 'associate']),
    position: line(200),
  }),
});

const share = Type.Union([decimal, Type.Number({ minimum: 0, maximum: 100 })], {
  description: 'Per cent, 0 to 100',
});

export const account = closed({
  accountNumber,
  type: line(64),
  currency: currency(),
  openedOn: day(),
  closedOn: Type.Optional(day()),
});
export type Account = Static<typeof account>;

/** The customer as sent: `POST /customers` and each record of an import. */
export const customerBody = closed(
  {
    kind: choice(customerKinds),
    branch: branchCode,
    name,
    ...optional({
      customerNumber,
      publicBody: Type.Boolean({
        description: 'Party, state, judicial or military organ (exemption item 6)',
      }),
      nameLatin: name,
      formerNames: list(name, 50),
      gender,
      dateOfBirth: day(),
      nationality: country(),
      occupation: line(128, 'GB/T 6565 code or text'),
      industry: line(128, 'GB/T 4754 code or text'),
      addresses: list(address, 50),
      contacts: list(contact, 50),
      documents: list(document, 50),
      purpose: line(1_000),
      natureOfBusiness: line(1_000),
      sourceOfFunds: line(1_000),
      annualIncome: wealth,
      businessScope: line(4_000),
      registeredCapital: wealth,
      openedOn: day(),
      channel: line(64),
      legalRepresentative: person,
      agent: personAnd({ authorisation: line(1_000) }),
      beneficialOwners: list(
        personAnd({
          basis: line(200),
          share: Type.Optional(share),
          since: day(),
          politicallyExposed: Type.Optional(politicallyExposed),
        }),
        200,
      ),
      reliedOnThirdParty: closed({
        institution: name,
        assessedOn: day(),
        ...optional({
          supervised: Type.Boolean({ description: 'Supervised for money laundering' }),
          dataAvailable: Type.Boolean({ description: 'Hands over the identity data at once (art. 37)' }),
        }),
      }),
      correspondent: Type.Object(
        {
          ...optional({
            supervision: line(1_000, 'Who supervises the respondent bank, and how'),
            reputation: line(1_000),
            controls: line(1_000, 'Its controls against money laundering, and how they were assessed'),
            shellBank: Type.Boolean({ description: 'Has no physical presence and no supervised group' }),
            servesShellBanks: Type.Boolean({ description: 'Lets shell banks use its accounts' }),
          }),
        },
        { additionalProperties: true, maxProperties: 50, description: 'A respondent bank (art. 32)' },
      ),
      politicallyExposed,
      dueDiligence: choice(['standard', 'simplified'], 'Simplified only where the risk is low (art. 29)'),
      accounts: list(account, 1_000),
    }),
  },
  { description: 'A customer; kind, branch and name are required' },
);
export type CustomerBody = Static<typeof customerBody>;

/** A person known only from a transaction need not have a branch. */
export const walkInBody = closed({ ...customerBody.properties, branch: Type.Optional(branchCode) });

export const finding = closed({
  code: Type.String(),
  severity: choice(['error', 'warning']),
  message: Type.String(),
  article: Type.Optional(Type.String({ description: 'The provision it rests on' })),
});

const linkedCustomer = closed({
  id: Type.Optional(Type.String()),
  customerNumber: Type.Optional(customerNumber),
  branch: nullable(branchCode),
});

/** The customer as answered. Tellers get no `riskLevel` and no `screening.matches`. */
export const customerAnswer = closed({
  id: Type.String(),
  ...customerBody.properties,
  customerNumber,
  branch: nullable(branchCode),
  publicBody: Type.Boolean(),
  occasional: Type.Boolean({ description: 'Known only as the conductor of a transaction' }),
  status: choice(customerStatuses),
  riskLevel: Type.Optional(nullable(Type.String())),
  nextReviewOn: nullable(day()),
  screening: closed({
    state: choice(['clear', 'pending', 'hit']),
    matches: Type.Optional(Type.Array(Type.Unknown())),
  }),
  findings: Type.Array(finding),
  closure: Type.Optional(closed({ closedOn: day(), reason: nullable(Type.String()) })),
  mergedInto: Type.Optional(linkedCustomer),
  merged: Type.Optional(
    Type.Array(linkedCustomer, {
      description: 'Customers merged into this one; of other branches without number',
    }),
  ),
  createdAt: instant(),
  updatedAt: instant(),
  version: Type.Integer(),
});

export type CustomerAnswer = Static<typeof customerAnswer>;

/** One line of a search's answer: enough to recognise a customer, no more. */
export const customerHit = closed({
  id: Type.String(),
  customerNumber,
  kind: choice(customerKinds),
  name,
  nameLatin: nullable(Type.String()),
  branch: nullable(branchCode),
  occasional: Type.Boolean(),
  status: choice(customerStatuses),
  matchedBy: choice(['customer-number', 'account-number', 'document', 'document-last-four', 'name']),
});

/** A merge patch (RFC 7396) of a schema: every field may be left out or null, objects patch in turn, arrays do not. */
function patchOf(target: TSchema): TSchema {
  if (target.type !== 'object' || target.additionalProperties !== false) return target;
  const fields = Object.entries(target.properties as TProperties).map(
    ([field, of]) => [field, Type.Optional(nullable(patchOf(of)))] as const,
  );
  return closed(Object.fromEntries(fields));
}
export const customerPatch = patchOf(customerBody);
