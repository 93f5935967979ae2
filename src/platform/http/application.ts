import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import compression from 'compression';
import cookieParser from 'cookie-parser';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../time/clock.js';
import type { Database } from '../database/database.js';
import type { Log } from '../log.js';
import { languageOf } from '../text/text.js';
import { sha256 } from '../ids.js';
import { Problem } from '../errors/problem.js';
import {
  internalError,
  invalidBody,
  invalidQuery,
  malformed,
  notAllowed,
  notFound,
  notReady,
  notSignedIn,
  tooLarge,
  unsupportedMediaType,
} from '../errors/common.js';
import { isConnectionError } from '../database/database.js';
import { hasRole, systemActor, type Actor } from './actor.js';
import { checkBody, checkQuery, isStorable } from './validation.js';
import { assertKey, claim, remember } from './idempotency.js';
import { securityHeaders } from './security-headers.js';
import { tracing } from './tracing.js';
import { jsonFault, lineAndColumn } from './json-fault.js';
import type { Context, Reply, Route } from './route.js';

export interface HttpOptions {
  routes: readonly Route[];
  db: Database;
  log: Log;
  clock: Clock;
  /** Who sends a request; `undefined` when nobody is signed in. */
  authenticate(request: Request): Promise<Actor | undefined>;
  /** Called for every refusal of a role, so that probing leaves a trace. */
  onRefused?(actor: Actor, route: Route): void;
  /** Called when an answer is sent, for metrics: the declared path, never the address itself. */
  onAnswered?(route: Route, status: number, seconds: number): void;
  /** Things served beside the API: health, console, documents. Added after the API. */
  extend?(app: Express): void;
  trustedProxies?: number;
}

const BASE = '/api/v1';

interface RawRequest extends Request {
  rawDigest?: Buffer;
}

/** Builds the Express application out of declared routes: deny by default, validate, run, answer. */
export function createApplication(options: HttpOptions): Express {
  const { log } = options;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('trust proxy', options.trustedProxies ?? 0);
  app.set('query parser', 'simple');
  app.use(tracing(log));
  app.use(securityHeaders());
  // What is sent in is answered briefly; only what is read can be long.
  const compress = compression();
  app.use((request, response, next) =>
    request.method === 'GET' ? compress(request, response, next) : next(),
  );
  app.use(cookieParser());
  const api = express.Router();
  api.use((_req, res, next) => {
    res.setHeader('Cache-Control', 'no-store');
    next();
  });
  for (const route of options.routes) mount(api, route, options);
  api.use(async (request: Request) => {
    // An unknown address says no more to a stranger than a known one.
    if (!(await options.authenticate(request))) throw notSignedIn();
    throw notFound();
  });
  app.use(BASE, api);
  options.extend?.(app);
  app.use(() => {
    throw notFound();
  });
  app.use((error: unknown, request: Request, response: Response, _next: NextFunction) =>
    answerProblem(error, request, response, log),
  );
  return app;
}

function mount(api: express.Router, route: Route, options: HttpOptions): void {
  const path = route.path.replace(/\{(\w+)\}/g, ':$1');
  const parsers: express.RequestHandler[] = [];
  const limit = route.bodyLimit ?? 1_048_576;
  if (route.body)
    parsers.push(
      express.json({
        limit,
        strict: false,
        type: ['application/json', 'application/merge-patch+json'],
        verify: keepDigest,
      }),
    );
  if (route.textBody) parsers.push(express.text({ limit, type: [...route.textBody], verify: keepDigest }));
  const body = route.body && !route.selfValidated ? checkBody(route.body) : undefined;
  const query = route.query ? checkQuery(route.query) : undefined;
  api[route.method](path, async (request: RawRequest, response: Response) => {
    const started = performance.now();
    response.once('finish', () =>
      options.onAnswered?.(route, response.statusCode, (performance.now() - started) / 1_000),
    );
    const actor = await admit(route, request, options);
    if (!Object.values(request.params).every((value) => isStorable(String(value)))) throw notFound();
    await parseBody(request, response, parsers, route);
    const context: Context = {
      actor,
      body: undefined,
      query: {},
      params: request.params as Record<string, string>,
      language: languageOf(request.get('accept-language')),
      requestId: String(request.id),
      db: options.db,
      log: options.log,
      request,
      response,
    };
    if (query) {
      const result = query({ ...request.query });
      if (result.faults) throw invalidQuery({ faults: result.faults });
      context.query = result.value;
    } else if (Object.keys(request.query).length > 0) {
      const faults = Object.keys(request.query).map((name) => ({
        pointer: `/${name.slice(0, 100)}`,
        code: 'unknown-field',
        message: { en: 'is not a parameter of this address', zh: '不是此地址的参数' },
      }));
      throw invalidQuery({ faults });
    }
    if (body && !(route.textBody && typeof request.body === 'string')) {
      const result = body(request.body);
      if (result.faults) throw invalidBody({ faults: result.faults });
      context.body = result.value;
    } else context.body = request.body as unknown;
    const reply = route.write
      ? await runWrite(route, context, request, options)
      : await route.handle(context as Context<never, never, never>);
    await send(response, reply);
  });
}

function keepDigest(request: RawRequest & { rawDigest?: Buffer }, _response: unknown, buffer: Buffer): void {
  if (request.headers['idempotency-key']) request.rawDigest = sha256(buffer);
}

async function admit(route: Route, request: Request, options: HttpOptions): Promise<Actor> {
  if (route.roles === 'anyone')
    return (
      (await options.authenticate(request)) ?? {
        ...systemActor,
        kind: 'user',
        id: 'anonymous',
        name: 'anonymous',
      }
    );
  const actor = await options.authenticate(request);
  if (!actor) throw notSignedIn();
  if (route.roles === 'signed-in' || hasRole(actor, ...route.roles)) return actor;
  options.onRefused?.(actor, route);
  const hidden =
    route.hiddenFrom !== undefined && actor.roles.every((role) => route.hiddenFrom!.includes(role));
  throw hidden ? notFound() : notAllowed();
}

async function parseBody(
  request: RawRequest,
  response: Response,
  parsers: readonly express.RequestHandler[],
  route: Route,
): Promise<void> {
  if (route.rawBody) {
    if (!request.is([...route.rawBody]))
      throw unsupportedMediaType({
        detail: {
          en: `Send one of: ${route.rawBody.join(', ')}.`,
          zh: `请使用以下类型之一：${route.rawBody.join('、')}。`,
        },
      });
    return;
  }
  for (const parser of parsers) {
    await new Promise<void>(
      (resolve, reject) =>
        void parser(request, response, (error?: unknown) => (error ? reject(error as Error) : resolve())),
    );
  }
  const sent =
    Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'] !== undefined;
  if (parsers.length > 0 && request.body === undefined && sent) {
    const types = [...(route.body ? ['application/json'] : []), ...(route.textBody ?? [])];
    throw unsupportedMediaType({
      detail: { en: `Send one of: ${types.join(', ')}.`, zh: `请使用以下类型之一：${types.join('、')}。` },
    });
  }
}

async function runWrite(
  route: Route & { write: NonNullable<Route['write']> },
  context: Context,
  request: RawRequest,
  options: HttpOptions,
): Promise<Reply> {
  const key = request.get('idempotency-key');
  if (key !== undefined) assertKey(key);
  return options.db.inTransaction(async (tx) => {
    const keep =
      key === undefined || route.secretAnswer
        ? undefined
        : {
            scope: `${context.actor.id} ${route.method} ${request.path}`,
            key,
            digest: request.rawDigest ?? sha256(''),
            now: options.clock.now(),
          };
    if (keep) {
      const earlier = await claim(tx, keep);
      if (earlier) return earlier;
    }
    const reply = await route.write(context as Context<never, never, never>, tx);
    if (keep) await remember(tx, keep, reply);
    return reply;
  });
}

async function send(response: Response, reply: Reply): Promise<void> {
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  response.status(reply.status);
  if (reply.stream) await pipeline(reply.stream, response);
  else if (reply.body === undefined) response.end();
  else response.json(reply.body);
}

/** Turns whatever was thrown into a problem; what is not a client's mistake is logged and answers 500 without detail. */
export function toProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error;
  if (isConnectionError(error)) return notReady({ headers: { 'Retry-After': '1' } });
  const { type, status } = (error ?? {}) as { type?: string; status?: number };
  if (type === 'entity.too.large') return tooLarge();
  if (type === 'entity.parse.failed') {
    const { body = '' } = error as { body?: string };
    const { line, column } = lineAndColumn(body, jsonFault(body) ?? body.length);
    return malformed({
      detail: {
        en: `The body is not valid JSON. The fault is at line ${line}, column ${column}.`,
        zh: `请求体不是有效的 JSON，错误位于第 ${line} 行第 ${column} 列。`,
      },
    });
  }
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') return unsupportedMediaType();
  if (status !== undefined && status >= 400 && status < 500) return malformed();
  return undefined;
}

function answerProblem(error: unknown, request: Request, response: Response, log: Log): void {
  // The reader went away in the middle of a file: nobody is left to answer, and nothing failed here.
  if (response.headersSent && (error as { code?: string }).code === 'ERR_STREAM_PREMATURE_CLOSE') return;
  const known = toProblem(error);
  if (!known) log.error({ err: error, requestId: request.id }, 'request failed');
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const problem = known ?? internalError();
  for (const [name, value] of Object.entries(problem.headers)) response.setHeader(name, value);
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  response.status(problem.status).type('application/problem+json');
  response.send(
    JSON.stringify(
      problem.toBody(languageOf(request.get('accept-language')), `urn:uuid:${String(request.id)}`),
    ),
  );
}
