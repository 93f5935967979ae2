import type { Express } from 'express';
import type {
  BankDays,
  Database,
  Scheduler,
  Vault,
  WorkingDays,
  Clock,
  Configuration,
  HttpOptions,
  KeyPort,
  Log,
  Route,
} from './platform/index.js';
import type { AuditTrail } from './audit/index.js';
import type { Access } from './access/index.js';
import type {
  CustomerEvents,
  Customers,
  CustomerSubjects,
  MergeParticipant,
  Relationships,
} from './customers/index.js';
import type { Screening } from './screening/index.js';
import type { Alerts } from './alerts/index.js';
import type { Channels, Notices, ReviewTasks } from './due-diligence/index.js';
import type { ExchangeRates, IngestQueue } from './transactions/index.js';
import type { LargeValueEvaluation, RuleBook } from './monitoring/index.js';
import type { RiskRatings } from './risk-rating/index.js';

/** What a service is made from; a test gives its own clock, log and ways out. */
export interface ContainerOptions {
  configuration: Configuration;
  databaseUrl: string;
  clock?: Clock;
  log?: Log;
  /** Where the master keys are, when not in the configured file. */
  masterKeys?: KeyPort;
  /** Ways to send notices by, instead of those of the configuration. */
  noticeChannels?: Channels;
  /** Called when an answer is sent. */
  onAnswered?: HttpOptions['onAnswered'];
  /** Things served beside the API. */
  extend?(app: Express, container: Container): void;
}

/** Everything of one running service, wired. */
export interface Container {
  configuration: Configuration;
  app: Express;
  db: Database;
  log: Log;
  clock: Clock;
  days: BankDays;
  workingDays: WorkingDays;
  audit: AuditTrail;
  vault: Vault;
  access: Access;
  customers: Customers;
  relationships: Relationships;
  customerEvents: CustomerEvents;
  screening: Screening;
  subjects: CustomerSubjects;
  alerts: Alerts;
  reviewTasks: ReviewTasks;
  notices: Notices;
  exchangeRates: ExchangeRates;
  ingest: IngestQueue;
  evaluation: LargeValueEvaluation;
  book: RuleBook;
  ratings: RiskRatings;
  /** What goes with a customer that is merged into another. */
  mergeParticipants: readonly MergeParticipant[];
  scheduler: Scheduler;
  routes: readonly Route[];
  close(): Promise<void>;
}
