import type { Request } from 'express';
import type { Actor, BankDays, Clock, Configuration, Database, Job, Route, Tx } from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import { ApiKeys } from './api-keys.js';
import { Attempts } from './attempts.js';
import { createAuthenticator } from './authenticate.js';
import { Branches } from './branches.js';
import { FirstUsers, type PrintedSignIn } from './first-users.js';
import { keyRoutes } from './key-routes.js';
import { sessionRoutes } from './session-routes.js';
import { Sessions } from './sessions.js';
import { userRoutes } from './user-routes.js';
import { Users } from './users.js';

export interface Access {
  authenticate(request: Request): Promise<Actor | undefined>;
  branches: Branches;
  routes: Route[];
  jobs: Job[];
  /** Records that a role was refused; never throws, for the refusal itself must go on. */
  onRefused(actor: Actor, route: Route): void;
  ensureFirstAdministrator(tx: Tx, password?: string): Promise<PrintedSignIn | undefined>;
  ensureDemoUsers(tx: Tx, password?: string): Promise<PrintedSignIn[]>;
}

/** Users, roles, sessions, API keys and branches of one service. */
export function createAccess(parts: {
  db: Database;
  audit: AuditTrail;
  clock: Clock;
  days: BankDays;
  configuration: Configuration;
}): Access {
  const { db, audit, clock, days, configuration } = parts;
  const users = new Users(clock);
  const branches = new Branches(clock, audit);
  const keys = new ApiKeys(clock, days);
  const attempts = new Attempts(db, clock, configuration.SIGN_IN_ATTEMPTS);
  const sessions = new Sessions(clock, {
    idleMinutes: configuration.SESSION_IDLE_MINUTES,
    hours: configuration.SESSION_HOURS,
  });
  const first = new FirstUsers({ users, branches, audit, institutionName: configuration.INSTITUTION_NAME });
  return {
    authenticate: createAuthenticator({ db, sessions, keys }),
    branches,
    routes: [
      ...sessionRoutes({
        users,
        sessions,
        attempts,
        audit,
        secureCookies: configuration.SECURE_COOKIES === true,
      }),
      ...userRoutes({ users, sessions, audit }),
      ...branches.routes(),
      ...keyRoutes({ keys, audit, clock, days }),
    ],
    jobs: [
      {
        name: 'session-expiry',
        everySeconds: 600,
        run: async () => {
          await sessions.forget(db);
          await attempts.forget();
        },
      },
    ],
    onRefused: (actor, route) => {
      void db
        .inTransaction((tx) =>
          audit.append(tx, actor, {
            action: 'access.refused',
            subject: { kind: 'route', id: `${route.method.toUpperCase()} ${route.path}` },
          }),
        )
        .catch(() => undefined);
    },
    ensureFirstAdministrator: (tx, password) => first.ensureFirstAdministrator(tx, password),
    ensureDemoUsers: (tx, password) => first.ensureDemoUsers(tx, password),
  };
}
