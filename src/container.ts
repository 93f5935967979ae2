import { join } from 'node:path';
import type { Express } from 'express';
import {
  BankDays,
  createApplication,
  createLog,
  Database,
  idempotencyExpiryJob,
  intake,
  ocr,
  openApiRoute,
  Outbox,
  productVersion,
  projectRoot,
  Scheduler,
  serveApiPages,
  systemActor,
  systemClock,
  Vault,
  WorkingDays,
  type Job,
  type Route,
  vault as vaults,
} from './platform/index.js';
import { auditRoutes, auditSealJob, AuditTrail } from './audit/index.js';
import { actorDirectory, createAccess } from './access/index.js';
import {
  customerEventRoutes,
  CustomerEvents,
  customerImports,
  exportRoutes,
  Duplicates,
  duplicateRoutes,
  duplicateScanJob,
  Merges,
  mergeRoutes,
  DocumentImages,
  imageExpiryJob,
  unjudgedJob,
  imageRoutes,
  Customers,
  CustomerSubjects,
  customerRoutes,
  relationshipRoutes,
  Relationships,
  type OnRelationshipsChanged,
  ensureOccasional,
  type CustomerParts,
  type OnStored,
} from './customers/index.js';
import { AlertQueries, alertRoutes, Alerts } from './alerts/index.js';
import {
  assessBy,
  createNotices,
  createReviewing,
  createOwners,
  documentCheckRoutes,
  documentReadingRoutes,
  loadRequirements,
  occasionalRoutes,
  createFrontDesk,
  type OnReviewed,
} from './due-diligence/index.js';
import {
  exchangeRateRoutes,
  ExchangeRates,
  Ingest,
  IngestQueue,
  LedgerIds,
  LedgerPartitions,
  LedgerQueries,
  lastMovement,
  LinkedMovements,
  partitionJob,
  periodsOf,
  Reconversion,
  transactionImports,
  transactionRoutes,
} from './transactions/index.js';
import {
  compileRules,
  exemptionsOf,
  LargeValueEvaluation,
  loadRuleBook,
  MISSING_RATE,
  missingRateEpisode,
  recordRuleVersions,
  ruleRoutes,
} from './monitoring/index.js';
import { createRiskRating, ownershipFacts } from './risk-rating/index.js';
import { LargeValueReports, reportRoutes } from './reporting/index.js';
import {
  alertTasks,
  calendarRoutes,
  homeRoutes,
  insightRoutes,
  onboardingSteps,
  sharedDocuments,
  verificationEvents,
  type OnboardingStep,
} from './journeys/index.js';
import { Screening, screeningJob, screeningRoutes } from './screening/index.js';
import type { Container, ContainerOptions } from './container-types.js';
import { mergeParticipantsOf } from './customer-merging.js';

export type { Container, ContainerOptions } from './container-types.js';

/** The only place where parts are put together. */
export async function createContainer(options: ContainerOptions): Promise<Container> {
  const { configuration } = options;
  const clock = options.clock ?? systemClock;
  const log = options.log ?? createLog(configuration.LOG_LEVEL);
  const db = await Database.connect({
    url: options.databaseUrl,
    poolSize: configuration.DATABASE_POOL,
    entities: [],
    log,
  });
  const days = new BankDays(configuration.BANK_TIME_ZONE);
  const workingDays = WorkingDays.fromFile(join(projectRoot, 'rules/calendar/cn.json'));
  const audit = new AuditTrail(clock);
  const access = createAccess({ db, audit, clock, days, configuration });
  const outbox = new Outbox(clock);
  const masterKeys = options.masterKeys ?? new vaults.FileKeys(vaults.masterKeyPath(configuration));
  const vault = new Vault({ keys: masterKeys, clock, days, log });

  const requirements = loadRequirements();
  /** What follows when customers were stored; in which order, `onboardingSteps` says. */
  const onboarding: Partial<Record<OnboardingStep, OnStored>> = {};
  const customerParts: CustomerParts = {
    ...{ clock, days, audit },
    assess: assessBy(requirements),
    onWalkIns: (...stored) => screening.onStored(...stored),
    onStored: onboardingSteps(onboarding),
    onLevels: async (...it) => void (await ownership.onLevels(...it), await frontDesk.onLevels(...it)),
    lastActivity: lastMovement,
  };
  const customers = new Customers(customerParts);
  const ownershipChanged: OnRelationshipsChanged = (...change) => ownership.changed(...change);
  const relationships = new Relationships({ clock, days, audit, customers, changed: ownershipChanged });
  const images = new DocumentImages({ vault, audit, clock });
  const imageLimit = configuration.IMAGE_MEGABYTES * 1_048_576;
  const recogniser = new ocr.Recogniser({ log });
  const subjects = new CustomerSubjects((tx, walkIns) =>
    ensureOccasional(tx, systemActor, walkIns, customerParts),
  );
  const onSuspicion = () => [ownership.onSuspicion, frontDesk.onSuspicion];
  const alerts = new Alerts(clock, alertTasks({ clock, days, tasks: () => reviews.tasks, onSuspicion }));
  const alertQueries = new AlertQueries(db);
  const screening = new Screening({ clock, days, audit, alerts, customers });
  onboarding.screening = screening.onStored.bind(screening);
  const noticing = createNotices({
    ...{ db, outbox, clock, days, audit, configuration },
    customer: (q, actor, id) => customers.get(q, actor, id),
    wake: () => scheduler.wake(),
    ...(options.noticeChannels ? { channels: options.noticeChannels } : {}),
  });
  onboarding.notices = (tx, _actor, stored) => noticing.notices.follow(tx, stored);
  const onReviewed: OnReviewed = (tx, actor, keys) => risk.ratings.reviewed(tx, keys, actor);
  const reviews = createReviewing({
    ...{ db, clock, days, audit, notices: noticing.notices, onReviewed },
    setRestricted: customers.setRestricted.bind(customers),
  });
  onboarding.reviews = reviews.onStored;
  const ownership = createOwners({
    ...{ db, clock, days, workingDays, audit, customers, tasks: reviews.tasks },
    onChanged: (tx, keys) => risk.ratings.request(tx, keys, 'owner-change'),
  });
  onboarding.owners = ownership.onStored;
  const onSharedDocument = sharedDocuments({ tasks: reviews.tasks, clock, days });
  const duplicates = new Duplicates({ clock, audit, onSharedDocument });
  onboarding.duplicates = (tx, actor, stored) => duplicates.stored(tx, actor, stored);

  const lockCustomers = subjects.lockByIds.bind(subjects);
  const onVerified = verificationEvents({ events: () => customerEvents, clock, days });
  const frontDesk = createFrontDesk({
    ...{ db, vault, customers, alerts, reviewTasks: reviews.tasks, clock, days, workingDays, audit },
    ...{ requirements, onReviewed, onVerified, lockCustomers },
  });
  onboarding.approvals = frontDesk.onStored;

  const risk = createRiskRating({
    ...{ db, clock, days, workingDays, audit, customers },
    lockCustomers,
    sources: [ownershipFacts],
  });
  const { ratings } = risk;
  onboarding.rating = ratings.onStored;
  const customerEvents = new CustomerEvents({ clock, days, audit, onRecorded: ratings.onEvents });

  const book = loadRuleBook();
  const evaluation = new LargeValueEvaluation(
    compileRules(book.rules, book.exemptions),
    alerts,
    days,
    workingDays,
    clock,
  );
  const partitions = new LedgerPartitions(db);
  const ingest = new IngestQueue(
    db,
    new Ingest(subjects, evaluation, new LedgerIds(), clock),
    partitions,
    audit,
  );
  const ledger = new LedgerQueries(db, days, exemptionsOf);
  const reconversion = new Reconversion(subjects, evaluation, days);

  const exchangeRates = new ExchangeRates({
    clock,
    days,
    audit,
    onRatesChanged: async (tx, changed) => {
      await reconversion.apply(tx, changed);
      const episodes = periodsOf(changed).flatMap((period) =>
        changed.currencies.map((currency) => missingRateEpisode({ kind: changed.kind, currency, period })),
      );
      await alerts.resolve(tx, MISSING_RATE, episodes);
    },
  });

  const imports = intake.createImports(
    [customerImports(customers), transactionImports({ queue: ingest, days, clock })] as intake.ImportTarget[],
    {
      ...{ db, clock, log, zone: days.zone },
      audit: (tx, actor, entry) => audit.append(tx, actor, entry),
      wake: () => scheduler.wake(),
    },
  );

  const reports = new LargeValueReports({
    ...{ alerts, clock, days, audit },
    institution: {
      code: configuration.INSTITUTION_CODE,
      name: configuration.INSTITUTION_NAME,
      regionCode: configuration.INSTITUTION_REGION,
    },
    reportsFolder: join(projectRoot, 'reports'),
  });

  const mergeParticipants = mergeParticipantsOf({
    ...{ clock, days, requirements, customers, subjects, ownershipChanged, screening, evaluation, alerts },
    ratings,
  });
  const merges = new Merges({ clock, audit, participants: () => mergeParticipants });

  const routes: Route[] = [
    openApiRoute(() => routes, productVersion),
    ...access.routes,
    ...auditRoutes({ trail: audit, days, directory: actorDirectory }),
    ...customerEventRoutes({ events: customerEvents, customers, audit }),
    ...exportRoutes({ customers, audit, clock }),
    ...customerRoutes(customers, audit),
    ...documentCheckRoutes({ clock, days }),
    ...documentReadingRoutes({ recogniser, clock, days, limit: imageLimit }),
    ...duplicateRoutes(duplicates, { audit, clock }),
    ...mergeRoutes(merges, audit),
    ...relationshipRoutes({ relationships, audit, clock, days }),
    ...imageRoutes({ images, customers, audit, clock, limit: imageLimit }),
    ...noticing.routes,
    ...occasionalRoutes({ clock, days, audit, ledger: new LinkedMovements(days) }),
    ...ownership.routes,
    ...exchangeRateRoutes(exchangeRates),
    ...transactionRoutes({ queue: ingest, queries: ledger, days, clock, audit }),
    ...imports.routes,
    ...ruleRoutes({ db, book }),
    ...alertRoutes({ queries: alertQueries, audit, clock }),
    ...frontDesk.routes,
    ...risk.routes,
    ...screeningRoutes({ screening, alerts, audit, clock }),
    ...reportRoutes({ reports, audit }),
    ...reviews.routes,
    ...calendarRoutes({ clock, days, workingDays }),
    ...insightRoutes({ customers, audit, clock, days }),
    ...homeRoutes({ db, clock, days, workingDays, ledger }),
  ];
  const jobs: Job[] = [
    ...access.jobs,
    auditSealJob(db),
    outbox.job(db),
    ...noticing.jobs,
    screeningJob(db, screening),
    partitionJob(db, clock),
    ...ownership.jobs,
    duplicateScanJob(db, duplicates, clock),
    ...imports.jobs,
    ...risk.jobs,
    imageExpiryJob(db, images),
    unjudgedJob(db, customerParts),
    ...reviews.jobs,
    ...frontDesk.jobs,
    idempotencyExpiryJob(db, clock),
  ];
  const scheduler = new Scheduler(db, log, jobs);
  await db.inTransaction(async (tx) => {
    await recordRuleVersions(tx, book, clock);
    await risk.recordModels(tx);
  });

  const container: Container = {
    configuration,
    app: undefined as unknown as Express,
    db,
    log,
    clock,
    days,
    workingDays,
    audit,
    vault,
    access,
    customers,
    relationships,
    customerEvents,
    screening,
    subjects,
    alerts,
    reviewTasks: reviews.tasks,
    notices: noticing.notices,
    exchangeRates,
    ingest,
    evaluation,
    book,
    ratings,
    mergeParticipants,
    scheduler,
    routes,
    close: async () => {
      recogniser.close();
      await scheduler.stop();
      noticing.close();
      await db.close();
    },
  };
  container.app = createApplication({
    routes,
    db,
    log,
    clock,
    authenticate: access.authenticate,
    onRefused: access.onRefused,
    trustedProxies: configuration.TRUSTED_PROXIES,
    ...(options.onAnswered ? { onAnswered: options.onAnswered } : {}),
    extend: (app) => {
      serveApiPages(app);
      options.extend?.(app, container);
    },
  });
  return container;
}
