import { maskAnswer } from '../domain/mask.js';
import type { NoticeChannel, Outcome, Outgoing } from './channel.js';

export interface SmsSettings {
  url: string;
  secret?: string | undefined;
  /** A JSON object of texts. */
  headers: string;
  body: string;
  success?: string | undefined;
  refused?: string | undefined;
  /** Milliseconds the whole exchange may take. */
  patience?: number;
}

const LONGEST_ANSWER = 65_536;

/** Text messages through a gateway that takes one POST for each; which form it wants, the settings say. */
export function smsChannel(settings: SmsSettings): NoticeChannel {
  const { url, secret = '', body, patience = 20_000 } = settings;
  const headers = Object.entries(JSON.parse(settings.headers) as Record<string, string>);
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  const escape = escaper(type);
  const pattern = (text: string | undefined) => (text === undefined ? undefined : new RegExp(text, 'u'));
  const success = pattern(settings.success);
  const refused = pattern(settings.refused);
  const closing = new AbortController();

  return {
    async send({ key, address, content }: Outgoing): Promise<Outcome> {
      const values: Record<string, string> = { to: address, text: content as string, id: key, secret };
      const fill = (template: string, as: (value: string) => string) =>
        template.replace(/\{\{(to|text|id|secret)\}\}/g, (_, name: string) => as(values[name]!));
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: {
            'Idempotency-Key': key,
            ...Object.fromEntries(headers.map(([name, value]) => [name, fill(value, (text) => text)])),
          },
          body: fill(body, escape),
          redirect: 'error',
          signal: AbortSignal.any([AbortSignal.timeout(patience), closing.signal]),
        });
        return judge(response.status, await firstOf(response), { success, refused });
      } catch (error) {
        return { kind: 'unreachable', code: faultOf(error), answer: '' };
      }
    },
    close: () => closing.abort(),
  };
}

/** 400 and 422 and the pattern refuse the number; sign-in, address and load are the gateway's or the settings'. */
function judge(
  status: number,
  text: string,
  { success, refused }: { success: RegExp | undefined; refused: RegExp | undefined },
): Outcome {
  const answer = maskAnswer(text);
  // What the settings call a refused number is one; 400 and 422 may as well be about the text.
  if (refused?.test(text)) return { kind: 'refused', code: `http-${status}`, answer, condemned: true };
  if (status >= 200 && status < 300) {
    const match = success?.exec(text);
    if (success && !match) return { kind: 'deferred', code: 'unexpected-answer', answer };
    return { kind: 'sent', providerId: match?.[1]?.slice(0, 100) ?? null, answer };
  }
  const kind = status === 400 || status === 422 ? 'refused' : status === 429 ? 'deferred' : 'unreachable';
  return { kind, code: `http-${status}`, answer };
}

/** The beginning of an answer; a gateway that talks without end is not listened to. */
async function firstOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk as Uint8Array);
    length += (chunk as Uint8Array).length;
    if (length > LONGEST_ANSWER) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function escaper(contentType: string): (value: string) => string {
  if (/json/i.test(contentType)) return (value) => JSON.stringify(value).slice(1, -1);
  if (/urlencoded/i.test(contentType)) return encodeURIComponent;
  if (/xml/i.test(contentType))
    return (value) => value.replace(/[<>&'"]/g, (one) => `&#${one.codePointAt(0)};`);
  return (value) => value;
}

function faultOf(error: unknown): string {
  const { name, cause } = error as { name?: string; cause?: { code?: string } };
  if (name === 'TimeoutError' || name === 'AbortError') return 'timeout';
  return (cause?.code ?? 'no-connection').toLowerCase();
}
