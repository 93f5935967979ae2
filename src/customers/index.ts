export { Customers, type CustomerFilters } from './service.js';
export { customerRoutes } from './routes.js';
export { createCustomers, type CustomerParts, type Outcome } from './creation.js';
export type { Assess, LastActivity, LevelChange, OnLevels, OnStored, StoredCustomer } from './ports.js';
export { ensureOccasional, type WalkIn } from './occasional.js';
export type { Finding } from './domain/finding.js';
export { statusOf, type Hold, type Standing } from './domain/status.js';
export { walkInNumber } from './domain/walk-in-number.js';
export { documentNumberKey, latinKey, nameKey, nameKeys } from './domain/search-keys.js';
export type { Customer, Facts } from './domain/record.js';
export {
  accountNumber,
  branchCode,
  contact,
  customerBody,
  customerKinds,
  customerNumber,
  customerStatuses,
  document,
  documentTypes,
  gender,
  person,
  type Account,
  type CustomerBody,
  type CustomerDocument,
  type CustomerKind,
  type CustomerStatus,
  type DocumentType,
  type Person,
} from './schemas.js';
export { CustomerEvents, type OnCustomerEvents } from './events/service.js';
export { customerEventRoutes } from './events/routes.js';
export {
  CustomerSubjects,
  type AccountOwner,
  type CustomerSubject,
  type SubjectReference,
} from './subjects.js';
export { customerEventFlags, customerEventTypes, type CustomerEventType } from './events/types.js';
export { customerImports } from './import-target.js';
export { exportRoutes } from './exports/routes.js';
export * from './duplicates/index.js';
export * from './relationships/index.js';
export { DocumentImages, type ImageEntry, type UploadedImage } from './images/images.js';
export { bindImages, holdImages, imageFaults, keepImages } from './images/binding.js';
export { ourReferences } from './images/references.js';
export { imageRoutes } from './images/routes.js';
export { unjudgedJob } from './unjudged-job.js';
export { imageExpiryJob } from './images/expiry-job.js';
export * from './merge/index.js';
