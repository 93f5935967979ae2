import { Type } from '@sinclair/typebox';
import { ok, read, schema, type BankDays, type Clock, type Role, type Route } from '../../platform/index.js';
import { customerKinds } from '../../customers/index.js';
import { inForce, quoted } from './domain/basis.js';
import type { RequirementFile } from './domain/types.js';

const readers: readonly Role[] = [
  'teller',
  'compliance-officer',
  'compliance-manager',
  'auditor',
  'core-banking',
];
const { choice, closed } = schema;
const path = Type.String({ description: 'Fields of the customer, parted by points' });
const paths = Type.Optional(Type.Array(path));

const requirement = closed({
  code: Type.String(),
  kinds: Type.Array(choice(customerKinds)),
  level: choice(['standard', 'simplified', 'both']),
  severity: choice(['error', 'warning']),
  refuses: Type.Boolean(),
  given: Type.Optional(path),
  unless: Type.Optional(path),
  where: Type.Optional(closed({ path, isIn: Type.Array(Type.String()) })),
  each: Type.Optional(path),
  eachGiven: Type.Optional(path),
  of: Type.Optional(choice(['identity-documents'], 'Of every document that proves who its holder is')),
  ...{ need: paths, stated: paths, found: paths, denied: paths },
  message: Type.String(),
  article: Type.String(),
});

/** What must be registered of whom today, for forms that want to ask for it beforehand. */
export function requirementRoutes(parts: { file: RequirementFile; clock: Clock; days: BankDays }): Route[] {
  const { file, clock, days } = parts;
  return [
    read({
      method: 'get',
      path: '/customer-requirements',
      summary: 'What must be registered of each kind of customer today, and by which article',
      tag: 'Due diligence',
      roles: readers,
      responses: { 200: closed({ version: Type.Integer(), items: Type.Array(requirement) }) },
      handle: async ({ language }) => {
        const today = days.dayOf(clock.now());
        const items = file.requirements.flatMap(({ basis, message, refuses, ...rest }) => {
          const rule = inForce(basis, today);
          if (!rule) return [];
          const article = quoted(rule, file.instruments)[language];
          return [{ ...rest, refuses: refuses ?? false, message: message[language], article }];
        });
        return ok({ version: file.version, items });
      },
    }),
  ];
}
