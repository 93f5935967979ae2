import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { projectRoot } from '../root.js';

/** Serves the built console; every address that is no file is one of its pages. */
export function serveConsole(app: Express, folder = join(projectRoot, 'dist/console')): void {
  if (!existsSync(join(folder, 'index.html'))) return;
  app.use(
    '/assets',
    express.static(join(folder, 'assets'), {
      immutable: true,
      maxAge: '1y',
      index: false,
      fallthrough: true,
    }),
  );
  app.use(express.static(folder, { index: false, maxAge: 0 }));
  app.get('/{*page}', (request, response, next) => {
    if (request.path.startsWith('/api/') || !request.accepts('html')) return next();
    response.setHeader('Cache-Control', 'no-cache');
    response.sendFile(join(folder, 'index.html'));
  });
}
