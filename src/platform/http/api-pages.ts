import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Express } from 'express';

const ROOT = '/api/docs';
const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'];

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>明鉴 Mingjian API</title>
    <link rel="stylesheet" href="${ROOT}/swagger-ui.css" />
    <link rel="icon" type="image/png" href="${ROOT}/favicon-32x32.png" />
  </head>
  <body>
    <main id="api"></main>
    <script src="${ROOT}/swagger-ui-bundle.js"></script>
    <script src="${ROOT}/start.js"></script>
  </body>
</html>
`;

// A file of its own, because the content security policy allows no script within a page.
const START = `SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#api',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  validatorUrl: null,
});
`;

/** The API as readable pages, out of files that are installed with the service: nothing comes from elsewhere. */
export function serveApiPages(app: Express): void {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  app.get(ROOT, (_request, response) => void response.type('html').send(PAGE));
  app.get(`${ROOT}/start.js`, (_request, response) => void response.type('js').send(START));
  for (const name of FILES)
    app.get(`${ROOT}/${name}`, (_request, response) =>
      response.sendFile(name, { root: folder, maxAge: '1h' }),
    );
}
