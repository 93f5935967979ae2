import { Readable } from 'node:stream';
import { Type } from '@sinclair/typebox';
import {
  assertKey,
  claim,
  created,
  ok,
  read,
  readRawBody,
  remember,
  scans,
  schema,
  sha256,
  type Clock,
  type Context,
  type Reply,
  type Role,
  type Route,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import type { Customers } from '../service.js';
import type { DocumentImages } from './images.js';

const { closed, choice, identifier, instant } = schema;
const READERS: readonly Role[] = [
  'teller',
  'compliance-officer',
  'compliance-manager',
  'auditor',
  'core-banking',
];
const tag = 'Customers';
const path = '/document-images';
const params = closed({ id: identifier() });
const EXTENSIONS: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/tiff': 'tif',
  'application/pdf': 'pdf',
};

const uploaded = closed(
  {
    id: identifier(),
    mediaType: choice(scans.scanTypes),
    size: Type.Integer({ description: 'Bytes' }),
    sha256: Type.String({ description: 'Of the bytes as sent, in hexadecimal' }),
  },
  { description: 'A stored scan; its id goes into `documents[].images` of a customer' },
);
const entry = closed({
  id: identifier(),
  mediaType: choice(scans.scanTypes),
  size: Type.Integer(),
  uploadedAt: instant(),
});

export interface ImageRouteParts {
  images: DocumentImages;
  customers: Customers;
  audit: AuditTrail;
  clock: Clock;
  /** Largest file taken in, in bytes. */
  limit: number;
}

/** Scans of documents: send, fetch, look at. */
export function imageRoutes(parts: ImageRouteParts): Route[] {
  const { images, customers, audit } = parts;
  return [
    read({
      method: 'post',
      path,
      summary: 'Store a scan of a document, encrypted; removed after 24 hours unless a customer names it',
      tag,
      roles: ['teller', 'core-banking'],
      rawBody: scans.scanTypes,
      responses: { 201: uploaded },
      handle: (context) => upload(context, parts),
    }),
    read({
      method: 'get',
      path: `${path}/{id}`,
      summary: 'Download a scan as it was sent',
      tag,
      roles: READERS,
      params,
      produces: scans.scanTypes,
      responses: { 200: null },
      handle: async ({ db, actor, requestId, params: { id } }) => {
        const { bytes, mediaType } = await db.inTransaction((tx) =>
          images.read(tx, actor, { id, preview: false, requestId }),
        );
        return file(bytes, mediaType, `attachment; filename="${id.toLowerCase()}.${EXTENSIONS[mediaType]!}"`);
      },
    }),
    read({
      method: 'get',
      path: `${path}/{id}/preview`,
      summary: 'Look at a scan: drawn anew as a JPEG, upright, without metadata',
      tag,
      roles: READERS,
      params,
      produces: ['image/jpeg'],
      responses: { 200: null },
      handle: async ({ db, actor, requestId, params: { id } }) => {
        const { bytes, mediaType } = await db.inTransaction((tx) =>
          images.read(tx, actor, { id, preview: true, requestId }),
        );
        return file(await scans.previewOf(bytes, mediaType), 'image/jpeg', 'inline');
      },
    }),
    read({
      method: 'get',
      path: '/customers/{id}/document-images',
      summary: 'All scans of a customer, those of replaced documents included, newest first',
      tag,
      roles: READERS,
      params,
      responses: { 200: closed({ items: Type.Array(entry), nextCursor: Type.Null() }) },
      handle: async ({ db, actor, requestId, params: { id } }) =>
        ok(
          await db.inTransaction(async (tx) => {
            const customer = await customers.get(tx, actor, id);
            const items = await images.ofCustomer(tx, customer.key);
            await audit.append(tx, actor, {
              action: 'document-images.listed',
              subject: { kind: 'customer', id: customer.id },
              details: { count: items.length },
              requestId,
            });
            return { items, nextCursor: null };
          }),
        ),
    }),
  ];
}

async function upload(context: Context, { images, clock, limit }: ImageRouteParts): Promise<Reply> {
  const { request, actor, db, requestId } = context;
  const key = request.get('idempotency-key');
  if (key !== undefined) assertKey(key);
  const bytes = await readRawBody(request, limit);
  const declared = (request.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  const mediaType = await scans.inspectScan(bytes, declared);
  return db.inTransaction(async (tx) => {
    const keep = key !== undefined && {
      scope: `${actor.id} post ${path}`,
      key,
      digest: sha256(bytes),
      now: clock.now(),
    };
    const earlier = keep ? await claim(tx, keep) : undefined;
    if (earlier) return earlier;
    const reply = created(await images.upload(tx, actor, { bytes, mediaType, requestId }));
    if (keep) await remember(tx, keep, reply);
    return reply;
  });
}

/** Never run, never framed, never taken for something else, whatever is in it. */
function file(bytes: Buffer, mediaType: string, disposition: string): Reply {
  return {
    status: 200,
    stream: Readable.from([bytes]),
    headers: {
      'Content-Type': mediaType,
      'Content-Length': String(bytes.length),
      'Content-Disposition': disposition,
      'Content-Security-Policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
    },
  };
}
