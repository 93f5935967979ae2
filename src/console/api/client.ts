import { Problem, problemOf } from './problem.js';

const base = '/api/v1';

export type Query = Record<string, string | number | boolean | null | undefined>;

export interface RequestOptions {
  query?: Query;
  /** The version read before the change, sent as `If-Match`. */
  version?: number | string;
  /** Makes a repeated POST answer the first answer again. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

let language = 'zh-CN';
let onSignedOut: () => void = () => {};

/** Messages of the service follow the language of the reader. */
export function setRequestLanguage(value: string): void {
  language = value;
}

export function onUnauthorised(listener: () => void): void {
  onSignedOut = listener;
}

/** `/path?query` under the API's base path, without empty parameters. */
export function apiUrl(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return `${path.startsWith(base) ? path : base + path}${text ? `?${text}` : ''}`;
}

async function send(method: string, path: string, options: RequestOptions, body?: BodyInit, type?: string) {
  const headers: Record<string, string> = {
    accept: 'application/json, application/problem+json',
    'accept-language': language,
  };
  if (type) headers['content-type'] = type;
  if (options.version !== undefined) headers['if-match'] = String(options.version);
  if (options.idempotencyKey) headers['idempotency-key'] = options.idempotencyKey;
  let response: Response;
  try {
    response = await fetch(apiUrl(path, options.query), {
      method,
      headers,
      body,
      signal: options.signal,
      credentials: 'same-origin',
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new Problem({ status: 0, code: 'unreachable' });
  }
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.status === 401 && !path.startsWith('/sessions')) onSignedOut();
    throw problem;
  }
  return response;
}

async function json<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T;
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

const withBody =
  (method: string, type = 'application/json') =>
  async <T>(path: string, body: unknown, options: RequestOptions = {}): Promise<T> =>
    json<T>(await send(method, path, options, body === undefined ? undefined : JSON.stringify(body), type));

export const api = {
  get: async <T>(path: string, options: RequestOptions = {}): Promise<T> =>
    json<T>(await send('GET', path, options)),
  post: withBody('POST'),
  put: withBody('PUT'),
  patch: withBody('PATCH', 'application/merge-patch+json'),
  delete: async (path: string, options: RequestOptions = {}): Promise<void> => {
    await send('DELETE', path, options);
  },
};

/** A key for one attempt of a person to create something; kept over retries of that attempt. */
export const newIdempotencyKey = (): string => crypto.randomUUID();
