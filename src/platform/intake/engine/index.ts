import type { Database } from '../../database/database.js';
import type { Route } from '../../http/route.js';
import type { Job } from '../../jobs/scheduler.js';
import type { Log } from '../../log.js';
import type { Clock } from '../../time/clock.js';
import { mappingRoutes } from './mapping-routes.js';
import { Mappings } from './mappings.js';
import { importRoutes, type ImportAudit } from './routes.js';
import type { ImportTarget } from './target.js';
import { importJob } from './worker.js';

export type { DryIdentity, ImportKind, ImportTarget, Prepared, RecordProblem, Settled } from './target.js';
export type { ImportAudit } from './routes.js';

export interface ImportParts {
  db: Database;
  clock: Clock;
  log: Log;
  /** The bank's time zone. */
  zone: string;
  audit: ImportAudit;
  /** Tells the scheduler to look for work; called after a file is received. */
  wake?: () => void;
  /** Folder of the shipped mappings, when it is not ours. */
  mappingFolder?: string;
}

/** Imports of every kind of record: routes to send and follow files, and one job per kind that works them off. */
export function createImports(
  targets: readonly ImportTarget[],
  parts: ImportParts,
): { routes: Route[]; jobs: Job[] } {
  const { db, clock, log, zone, audit, wake = () => undefined } = parts;
  const mappings = new Mappings(targets, zone, parts.mappingFolder);
  const routeParts = { mappings, clock, zone, audit, wake };
  const ended: Parameters<typeof importJob>[1]['ended'] = (tx, at, state) =>
    audit(tx, at.actor, {
      action: `import.${state}`,
      subject: { kind: 'import', id: at.id },
      details: {
        kind: at.kind,
        dryRun: at.dryRun,
        read: at.read,
        accepted: at.accepted,
        duplicates: at.duplicates,
        rejected: at.rejected,
      },
    });
  return {
    routes: [...targets.flatMap((target) => importRoutes(target, routeParts)), ...mappingRoutes(routeParts)],
    jobs: targets.map((target) => importJob(target, { db, clock, log, zone, ended })),
  };
}
