export { productVersion, projectRoot } from './root.js';
export { createLog, type Log } from './log.js';
export { readRuleFile, ruleFilesIn, ruleShape, RuleFileError } from './rules/rule-files.js';
export { newId, newSecret, sha256, isId } from './ids.js';
export { languageOf, type Language, type Text } from './text/text.js';
export { systemClock, ManualClock, type Clock } from './time/clock.js';
export { BankDays, addDays, daysBetween, isDay, type Day } from './time/days.js';
export { WorkingDays, type CalendarFile, type Deadline } from './time/working-days.js';
export { Money, LARGEST_AMOUNT, amountFault, canonicalAmount, type AmountFault } from './money/amount.js';
export { currencyCodes, minorUnits } from './money/currencies.js';
export {
  loadConfiguration,
  settings,
  demoUsers,
  ConfigurationError,
  type Configuration,
} from './config/settings.js';
export { Problem, defineProblem, problemCatalogue, type FieldFault } from './errors/problem.js';
export * as problems from './errors/common.js';
export { Database, isConnectionError } from './database/database.js';
export { Tx, type Queryable } from './database/transaction.js';
export { migrate, migrationNames } from './database/migrate.js';
export { complianceRoles, roles, hasRole, systemActor, type Actor, type Role } from './http/actor.js';
export { idFromPath } from './http/id-from-path.js';
export {
  read,
  write,
  ok,
  created,
  accepted,
  noContent,
  type Context,
  type Reply,
  type Route,
} from './http/route.js';
export { createApplication, toProblem, type HttpOptions } from './http/application.js';
export { openApiDocument, openApiRoute } from './http/openapi.js';
export { serveApiPages } from './http/api-pages.js';
export { checkBody, checkQuery, isCountry, isInstant, type Check } from './http/validation.js';
export { Conditions, decodeCursor, encodeCursor, toPage } from './http/list.js';
export { assertVersion, requiredVersion, mergePatch } from './http/version.js';
export {
  assertKey,
  claim,
  remember,
  idempotencyExpiryJob,
  type IdempotencyClaim,
} from './http/idempotency.js';
export { Scheduler, type Job, type JobContext } from './jobs/scheduler.js';
export { Outbox, type Deliver, type Delivery } from './jobs/outbox.js';
export * as schema from './http/schema.js';
export { Metrics, serveOperations, type Readiness } from './serve/operations.js';
export { serveConsole } from './serve/console.js';
export * as intake from './intake/index.js';
export * as vault from './vault/index.js';
export { Vault, type KeyPort } from './vault/index.js';
export * as identity from './identity/index.js';
export * as scans from './scans/index.js';
export { readRawBody } from './http/raw-body.js';
export * as ocr from './ocr/index.js';
export * as pdf from './pdf/index.js';
