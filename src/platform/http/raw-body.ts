import type { Request } from 'express';
import { malformed, tooLarge, unsupportedMediaType } from '../errors/common.js';

/** A sender that gives nothing for so long is gone. */
const SILENCE_MS = 30_000;

/**
 * Reads a body that is taken as it is, whole into memory; 413 beyond the limit, 400 for an empty one. A refusal in
 * its middle leaves the connection open for the answer.
 */
export async function readRawBody(request: Request, limit: number): Promise<Buffer> {
  if ((request.get('content-encoding') ?? 'identity').toLowerCase() !== 'identity')
    throw unsupportedMediaType({
      detail: { en: 'No content encoding is taken here.', zh: '此处不接受内容编码（Content-Encoding）。' },
    });
  const tooMuch = () =>
    tooLarge({
      detail: { en: `At most ${limit} bytes are taken here.`, zh: `此处最多接受 ${limit} 字节。` },
    });
  if (Number(request.get('content-length') ?? 0) > limit) throw tooMuch();
  request.setTimeout(SILENCE_MS, () => {
    request.destroy(Object.assign(new Error('the sender fell silent'), { code: 'ECONNRESET' }));
  });
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) throw tooMuch();
    parts.push(part);
  }
  request.setTimeout(0);
  if (size === 0) throw malformed({ detail: { en: 'The body is empty.', zh: '请求体为空。' } });
  return Buffer.concat(parts);
}
