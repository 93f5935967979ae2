import type {
  BankDays,
  Clock,
  Configuration,
  Database,
  Job,
  Outbox,
  Route,
  Text,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { contactRoutes, type ContactOptions } from '../contacts/routes.js';
import { NoticeActions } from './actions.js';
import { configuredChannels, type Channels } from './channels/index.js';
import { NoticeDelivery } from './delivery.js';
import { parseQuietHours } from './domain/quiet-hours.js';
import { noticeRoutes } from './routes.js';
import { NOTICE_TOPIC, Notices } from './service.js';
import { loadNoticeBook } from './template-files.js';
import { noticeTemplateRoutes } from './template-routes.js';
import { Wordings } from './wordings.js';

export { Notices, type CauseKind, type NoticeRequest, type QueuedNotice } from './service.js';
export { items, type NoticeVariables } from './domain/variables.js';
export { noticeMerge } from './merge.js';
export type { Channels } from './channels/index.js';

export interface NoticeOptions {
  db: Database;
  outbox: Outbox;
  clock: Clock;
  days: BankDays;
  audit: AuditTrail;
  configuration: Configuration;
  wake(): void;
  /** The customer, if the actor may see it; throws 404 otherwise. */
  customer: ContactOptions['customer'];
  /** Instead of those of the configuration. */
  channels?: Channels;
}

/** Notices, wired: the service others call, its routes and jobs, and the end of its channels. */
export function createNotices(options: NoticeOptions): {
  notices: Notices;
  routes: Route[];
  jobs: Job[];
  close(): void;
} {
  const { db, outbox, clock, days, audit, configuration, wake } = options;
  const book = loadNoticeBook();
  const channels = options.channels ?? configuredChannels(configuration);
  const quietHours = configuration.NOTICE_QUIET_HOURS;
  const parts = {
    ...{ book, channels, outbox, clock, days, audit, wake },
    wordings: new Wordings({ book, clock, audit }),
    quiet: parseQuietHours(quietHours)!,
    sender: {
      bank: configuration.INSTITUTION_NAME,
      bankInEnglish: configuration.INSTITUTION_NAME_EN,
      phone: configuration.NOTICE_PHONE,
    },
  };
  const notices = new Notices(parts);
  // A template that a later release no longer carries is called by its id.
  const titleOf = (id: string): Text => book.templates.get(id)?.title ?? { en: id, zh: id };
  outbox.register(NOTICE_TOPIC, new NoticeDelivery(db, parts).deliver);
  return {
    notices,
    routes: [
      ...noticeRoutes(notices, quietHours),
      ...noticeTemplateRoutes(notices),
      ...contactRoutes({ customer: options.customer, titleOf, clock, days, audit }),
    ],
    jobs: [new NoticeActions(parts).releaseJob(db)],
    close: () => channels.forEach((channel) => channel.close()),
  };
}
