import type { Database, Job } from '../../platform/index.js';
import type { DocumentImages } from './images.js';

/** Removes uploads that came to belong to nobody, a batch per transaction. */
export function imageExpiryJob(db: Database, images: DocumentImages): Job {
  return {
    name: 'document-image-expiry',
    everySeconds: 600,
    run: () => db.inTransaction((tx) => images.removeLoose(tx)),
  };
}
