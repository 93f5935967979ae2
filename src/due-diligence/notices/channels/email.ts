import { createTransport, type NodemailerError } from 'nodemailer';
import { condemnsAddress } from '../domain/bounce.js';
import { maskAnswer } from '../domain/mask.js';
import type { Page } from '../domain/template.js';
import type { NoticeChannel, Outcome, Outgoing } from './channel.js';

export interface EmailSettings {
  /** `smtp://` or `smtps://`, with user and password where wanted. */
  url: string;
  from: string;
  /** Milliseconds of silence after which the server counts as unreachable. */
  patience?: number;
}

/** Mail over SMTP (RFC 5321), one connection for each message, so that none outlives its own time limit. */
export function emailChannel({ url, from, patience = 20_000 }: EmailSettings): NoticeChannel {
  const transport = createTransport(
    {
      url,
      connectionTimeout: patience,
      greetingTimeout: patience,
      socketTimeout: patience,
      dnsTimeout: patience,
    },
    { from, disableFileAccess: true, disableUrlAccess: true },
  );
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    async send({ key, noticeId, address, content }: Outgoing): Promise<Outcome> {
      const { subject, body } = content as Page;
      try {
        const { messageId, response } = await transport.sendMail({
          to: { name: '', address },
          subject,
          text: body,
          messageId: `<${key}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Notice-Id': noticeId },
        });
        return { kind: 'sent', providerId: messageId, answer: maskAnswer(response) };
      } catch (error) {
        return outcomeOf(error as NodemailerError);
      }
    },
    close: () => transport.close(),
  };
}

/**
 * RFC 5321 section 4.2.1: 4yz may succeed later, 5yz will not. Only answers about the recipient or the message count
 * against the address; whatever else fails (connection, sign-in, sender) is the channel's own trouble.
 */
function outcomeOf(error: NodemailerError): Outcome {
  const { code = 'unknown', command, responseCode, response } = error;
  const answer = maskAnswer(response ?? '');
  const aboutAddress = (code === 'EENVELOPE' && command !== 'MAIL FROM') || code === 'EMESSAGE';
  if (responseCode !== undefined && aboutAddress) {
    const code = `smtp-${responseCode}`;
    if (responseCode < 500) return { kind: 'deferred', code, answer };
    return { kind: 'refused', code, answer, condemned: condemnsAddress(code, response ?? '') };
  }
  // Without an answer nodemailer itself found the address impossible.
  if (code === 'EENVELOPE' && responseCode === undefined && command === 'API')
    return { kind: 'refused', code: 'bad-address', answer, condemned: true };
  return { kind: 'unreachable', code: responseCode ? `smtp-${responseCode}` : code.toLowerCase(), answer };
}
