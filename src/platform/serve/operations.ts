import type { Express } from 'express';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Database } from '../database/database.js';
import { migrationNames } from '../database/migrate.js';
import type { Route } from '../http/route.js';

/** What a process tells its operator. Labels are routes and counts, never people. */
export class Metrics {
  readonly registry = new Registry();
  readonly requests = new Histogram({
    name: 'mingjian_http_request_seconds',
    help: 'Duration of HTTP requests',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry, prefix: 'mingjian_' });
  }

  /**
   * An answer given. Metrics ask for no sign-in: of routes that are closed to the counter nobody learns which one was
   * used, or a branch could see when a report is made.
   */
  observe({ method, path, roles }: Route, status: number, seconds: number): void {
    const open = typeof roles === 'string' || roles.includes('teller');
    const labels = open ? { method, route: path } : { method: 'any', route: 'closed to branches' };
    this.requests.observe({ ...labels, status: open ? status : `${Math.floor(status / 100)}xx` }, seconds);
  }
}

/** What has to be true before a load balancer may send requests here. */
export interface Readiness {
  /** Reasons why the service is not ready yet; empty when it is. */
  pending(): readonly string[];
}

/** `/healthz`, `/readyz` and `/metrics`. They answer without sign-in and tell nothing about customers. */
export function serveOperations(
  app: Express,
  { db, metrics, readiness }: { db: Database; metrics: Metrics; readiness: Readiness },
): void {
  app.get('/healthz', (_request, response) => void response.json({ status: 'alive' }));
  app.get('/readyz', async (_request, response) => {
    const pending = [...readiness.pending()];
    try {
      const applied = await db.query<{ name: string }>('SELECT name FROM schema_migration');
      const names = new Set(applied.map(({ name }) => name));
      if (migrationNames().some((name) => !names.has(name))) pending.push('migrations are not current');
    } catch {
      pending.push('the database cannot be reached');
    }
    response
      .status(pending.length === 0 ? 200 : 503)
      .json({ status: pending.length === 0 ? 'ready' : 'not ready', pending });
  });
  app.get('/metrics', async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}
