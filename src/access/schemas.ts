import { Type } from '@sinclair/typebox';
import { roles, schema } from '../platform/index.js';

const { choice, closed, country, day, identifier, instant, line, nullable, pageOf, paging } = schema;

/** Roles a person can have; `core-banking` is for machines. */
export const personRoles = roles.filter((role) => role !== 'core-banking') as Exclude<
  (typeof roles)[number],
  'core-banking'
>[];

const username = Type.String({
  pattern: '^[a-z0-9][a-z0-9._-]{0,63}$',
  maxLength: 64,
  description: 'Lower-case letters, digits, point, hyphen, underscore',
});
const newPassword = Type.String({ minLength: 12, maxLength: 256, description: 'At least 12 characters' });
const branchCode = Type.String({ pattern: '^[A-Za-z0-9-]{1,20}$' });
const roleList = Type.Array(choice(personRoles), { minItems: 1, maxItems: 5, uniqueItems: true });
const status = choice(['active', 'disabled']);

export const listQuery = closed(paging);
export const idParams = closed({ id: identifier() });

export const signInBody = closed({
  username: Type.String({ minLength: 1, maxLength: 200 }),
  password: Type.String({ minLength: 1, maxLength: 256 }),
  totp: Type.Optional(Type.String({ maxLength: 16, description: 'For users with a second factor' })),
});

const sessionUser = closed(
  {
    username: Type.String(),
    displayName: Type.String(),
    roles: Type.Array(choice(roles)),
    branch: Type.String(),
  },
  { $id: 'SessionUser' },
);
export const sessionView = closed({ expiresAt: instant(), user: sessionUser }, { $id: 'Session' });
export const newSession = closed(
  { token: Type.String(), expiresAt: instant(), user: sessionUser },
  { $id: 'NewSession' },
);
export const passwordChangeBody = closed({
  currentPassword: Type.String({ minLength: 1, maxLength: 256 }),
  newPassword,
});

export const userBody = closed(
  { username, displayName: line(100), password: newPassword, roles: roleList, branch: branchCode },
  { $id: 'NewUser' },
);
export const userPatch = closed(
  {
    displayName: Type.Optional(line(100)),
    password: Type.Optional(newPassword),
    roles: Type.Optional(roleList),
    branch: Type.Optional(branchCode),
    status: Type.Optional(status),
  },
  { $id: 'UserPatch', minProperties: 1 },
);
export const userView = closed(
  {
    id: Type.String(),
    username: Type.String(),
    displayName: Type.String(),
    roles: Type.Array(choice(personRoles)),
    branch: Type.String(),
    status,
    createdAt: instant(),
    version: Type.Integer(),
  },
  { $id: 'User' },
);
export const userPage = pageOf(userView);

export const branchBody = closed(
  { code: branchCode, name: line(100), parent: Type.Optional(branchCode), country: country() },
  { $id: 'NewBranch' },
);
export const branchView = closed(
  { code: Type.String(), name: Type.String(), parent: nullable(Type.String()), country: country() },
  { $id: 'Branch' },
);
export const branchPage = pageOf(branchView);

export const keyBody = closed(
  {
    name: line(100),
    role: choice(['core-banking', 'auditor']),
    expiresOn: Type.Optional(day('Last day on which the key works, in the time zone of the bank')),
  },
  { $id: 'NewApiKey' },
);
export const keyCreated = closed({ id: Type.String(), key: Type.String() }, { $id: 'ApiKeySecret' });
export const keyView = closed(
  {
    id: Type.String(),
    name: Type.String(),
    role: choice(['core-banking', 'auditor']),
    expiresOn: nullable(day()),
    createdAt: instant(),
    createdBy: Type.String(),
    revokedAt: nullable(instant()),
  },
  { $id: 'ApiKey' },
);
export const keyPage = pageOf(keyView);
