import type { BankDays, Clock, Database, Job, Route, Tx, WorkingDays } from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import type { Customers, OnRelationshipsChanged } from '../../customers/index.js';
import { loadReviewRules, type ReviewTasks } from '../reviews/index.js';
import { OwnerDecisions } from './decisions.js';
import { beneficialOwnerRoutes } from './routes.js';
import { loadOwnerRules } from './rule-file.js';
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
}): { changed: OnRelationshipsChanged; routes: Route[]; jobs: Job[] } {
  const { db, customers } = parts;
  const owners = new BeneficialOwners({
    ...parts,
    rules: loadOwnerRules(),
    reviewRules: loadReviewRules(),
    setFindings: (tx, source, found) => customers.setFindings(tx, source, found),
  });
  const decisions = new OwnerDecisions({ ...parts, owners });
  return {
    changed: (tx, actor, changed) => owners.changed(tx, actor, changed),
    routes: beneficialOwnerRoutes({ ...parts, owners, decisions }),
    jobs: [owners.job(db)],
  };
}
