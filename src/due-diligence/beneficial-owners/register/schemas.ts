import { Type } from '@sinclair/typebox';
import { schema } from '../../../platform/index.js';
import { documentTypes } from '../../../customers/index.js';
import { ownerBases } from '../domain/determination.js';
import { decidableKinds, discrepancyEventKinds, discrepancyStatuses } from '../domain/register-status.js';

const { choice, closed, country, day, instant, line, nullable } = schema;

export const comparisonBody = closed({
  register: line(200, 'Which register was asked'),
  queriedOn: day(),
  owners: Type.Array(
    closed({
      name: line(200),
      gender: Type.Optional(choice(['male', 'female', 'other'])),
      nationality: Type.Optional(country()),
      dateOfBirth: Type.Optional(day()),
      documentType: Type.Optional(choice(documentTypes)),
      documentNumber: Type.Optional(line(64)),
      basis: Type.Optional(choice(ownerBases)),
      share: Type.Optional(Type.String({ pattern: '^(100(\\.0{1,12})?|\\d{1,2}(\\.\\d{1,12})?)$' })),
      since: Type.Optional(day()),
      until: Type.Optional(day()),
    }),
    { maxItems: 200, description: 'The owners the register names; none when it names nobody' },
  ),
});

export const difference = closed({
  code: Type.String(),
  owner: Type.String(),
  found: nullable(Type.String()),
  registered: nullable(Type.String()),
  material: Type.Boolean(),
});

export const comparisonAnswer = closed({
  id: Type.String(),
  differences: Type.Array(difference),
  material: Type.Boolean(),
  /** The discrepancy it began or belongs to; null when there was no difference and nothing open. */
  discrepancyId: nullable(Type.String()),
});

const summary = {
  id: Type.String(),
  customerId: Type.String(),
  customerNumber: Type.String(),
  customerName: Type.String(),
  branch: nullable(Type.String()),
  register: Type.String(),
  foundOn: day(),
  dueOn: day('The end of the period in working days'),
  estimated: Type.Boolean({ description: 'A holiday notice on the way is still to come' }),
  material: Type.Boolean(),
  status: choice(discrepancyStatuses),
  workingDaysLeft: nullable(Type.Integer({ description: 'Negative when overdue; null when ended' })),
};

export const discrepancySummary = closed(summary);
export const discrepancyDetail = closed({
  ...summary,
  queriedOn: day(),
  differences: Type.Array(difference),
  mayFollow: Type.Array(choice(decidableKinds)),
  events: Type.Array(
    closed({
      kind: choice(discrepancyEventKinds),
      text: nullable(Type.String()),
      at: instant(),
      by: Type.String(),
    }),
  ),
});

export const discrepancyQuery = closed({
  ...schema.paging,
  status: Type.Optional(choice([...discrepancyStatuses, 'open'])),
  dueBefore: Type.Optional(day()),
  customerId: Type.Optional(schema.identifier()),
});

export const eventBody = closed({
  kind: choice(decidableKinds),
  text: line(2_000, 'What was done or found; never a word of a suspicious report'),
});
