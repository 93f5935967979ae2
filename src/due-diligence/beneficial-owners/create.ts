import type { BankDays, Clock, Database, Job, Route, Tx, WorkingDays } from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import {
  keepDeclared,
  type Customers,
  type OnLevels,
  type OnRelationshipsChanged,
  type OnStored,
} from '../../customers/index.js';
import { loadReviewRules, type ReviewTasks } from '../reviews/index.js';
import { OwnerDecisions } from './decisions.js';
import { registerRoutes } from './register/routes.js';
import { RegisterDiscrepancies } from './register/service.js';
import { beneficialOwnerRoutes } from './routes.js';
import { loadOwnerRules } from './rule-file.js';
import { noteStanding } from './renewal.js';
import { BeneficialOwners } from './service.js';

/** Beneficial owners, wired: what relationships tell of their changes, the routes and the job. */
export function createOwners(parts: {
  db: Database;
  clock: Clock;
  days: BankDays;
  workingDays: WorkingDays;
  audit: AuditTrail;
  customers: Customers;
  tasks: ReviewTasks;
  onChanged?: (tx: Tx, customerKeys: readonly string[]) => Promise<void>;
}): {
  changed: OnRelationshipsChanged;
  onStored: OnStored;
  onLevels: OnLevels;
  /** Told of customers about whom a suspicion arose or ended: nothing is simplified for those (art. 11). */
  onSuspicion: (tx: Tx, customerKeys: readonly string[]) => Promise<void>;
  routes: Route[];
  jobs: Job[];
} {
  const { db, customers } = parts;
  const rules = loadOwnerRules();
  const reviewRules = loadReviewRules();
  const owners = new BeneficialOwners({
    ...parts,
    rules,
    reviewRules,
    setFindings: (tx, source, found) => customers.setFindings(tx, source, found),
  });
  const decisions = new OwnerDecisions({ ...parts, owners, reviewRules });
  const discrepancies = new RegisterDiscrepancies({ ...parts, rules });
  const changed: OnRelationshipsChanged = (...change) => owners.changed(...change);
  const declared = keepDeclared({ ...parts, changed });
  return {
    changed,
    onLevels: (...change) => owners.levels(...change),
    onSuspicion: noteStanding,
    onStored: async (tx, actor, stored) => {
      await declared(tx, actor, stored);
      await owners.stored(tx, actor, stored);
    },
    routes: [
      ...beneficialOwnerRoutes({ ...parts, owners, decisions }),
      ...registerRoutes({ discrepancies, audit: parts.audit }),
    ],
    jobs: [owners.job(db)],
  };
}
