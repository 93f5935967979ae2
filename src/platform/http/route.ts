import type { Readable } from 'node:stream';
import type { Request, Response } from 'express';
import type { Static, TSchema } from '@sinclair/typebox';
import type { Database } from '../database/database.js';
import type { Tx } from '../database/transaction.js';
import type { Language } from '../text/text.js';
import type { Log } from '../log.js';
import type { Actor, Role } from './actor.js';

/** What a handler knows of its request. */
export interface Context<B = unknown, Q = unknown, P = Record<string, string>> {
  actor: Actor;
  body: B;
  query: Q;
  params: P;
  language: Language;
  requestId: string;
  db: Database;
  log: Log;
  request: Request;
  response: Response;
}

export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** A file or export, streamed; `body` is then ignored. */
  stream?: Readable;
}

type Handler<C> = (context: C) => Promise<Reply>;
type WritingHandler<C> = (context: C, tx: Tx) => Promise<Reply>;

/** Path parameters are text unless a schema says more. */
type ParamsOf<P extends TSchema> = unknown extends Static<P> ? Record<string, string> : Static<P>;

interface Shape<B extends TSchema, Q extends TSchema, P extends TSchema> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/api/v1`, in OpenAPI form: `/customers/{id}`. */
  path: string;
  summary: string;
  tag: string;
  /** Who may call it. `anyone` needs no sign-in; `signed-in` any role. Every route says. */
  roles: readonly Role[] | 'anyone' | 'signed-in';
  /** Roles for which it does not exist: they get 404, not 403. */
  hiddenFrom?: readonly Role[];
  body?: B;
  query?: Q;
  params?: P;
  /** The handler checks the body line by line; the schema is for the documents. */
  selfValidated?: boolean;
  /** Largest body in bytes; default 1 MiB. */
  bodyLimit?: number;
  /** Media types of a body the handler reads from the request stream itself. */
  rawBody?: readonly string[];
  /** Further media types that are parsed as text into `body` before validation is skipped. */
  textBody?: readonly string[];
  /** Answers by status; the schema of a JSON body or `null`. */
  responses: Record<number, TSchema | null>;
  /** Media types of a non-JSON answer. */
  produces?: readonly string[];
  /** Set when the answer carries a secret that must not be kept for replays. */
  secretAnswer?: boolean;
}

/** A route that only reads, or that manages its own database transactions. */
export interface ReadRoute<
  B extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  P extends TSchema = TSchema,
> extends Shape<B, Q, P> {
  handle: Handler<Context<Static<B>, Static<Q>, ParamsOf<P>>>;
}

/** A route whose whole effect is one database transaction, opened for it and committed before the answer is sent. */
export interface WriteRoute<
  B extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  P extends TSchema = TSchema,
> extends Shape<B, Q, P> {
  write: WritingHandler<Context<Static<B>, Static<Q>, ParamsOf<P>>>;
}

export type Route =
  | (Shape<TSchema, TSchema, TSchema> & { handle: Handler<Context<never, never, never>>; write?: undefined })
  | (Shape<TSchema, TSchema, TSchema> & {
      write: WritingHandler<Context<never, never, never>>;
      handle?: undefined;
    });

/** Declares a reading route; the schemas give the handler its types. */
export function read<B extends TSchema, Q extends TSchema, P extends TSchema>(
  route: ReadRoute<B, Q, P>,
): Route {
  return route as unknown as Route;
}

/** Declares a writing route. An `Idempotency-Key` is honoured by the platform, in the same transaction. */
export function write<B extends TSchema, Q extends TSchema, P extends TSchema>(
  route: WriteRoute<B, Q, P>,
): Route {
  return route as unknown as Route;
}

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });
export const accepted = (body: unknown): Reply => ({ status: 202, body });
export const noContent = (): Reply => ({ status: 204 });
