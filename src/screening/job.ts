import { systemActor, type Database, type Job } from '../platform/index.js';
import type { Screening } from './screening.js';

/** Finds whom a list and a customer stored at the same time would both have missed. */
export const screeningJob = (db: Database, screening: Screening): Job => ({
  name: 'screening-catch-up',
  everySeconds: 60,
  run: async () => void (await db.inTransaction((tx) => screening.catchUp(tx, systemActor))),
});
