import type { Configuration } from '../../../platform/index.js';
import type { Electronic } from '../domain/reach.js';
import type { NoticeChannel } from './channel.js';
import { emailChannel } from './email.js';
import { smsChannel } from './sms-gateway.js';

export type Channels = ReadonlyMap<Electronic, NoticeChannel>;

/** The channels this installation has been told of. */
export function configuredChannels(configuration: Configuration): Channels {
  const found = new Map<Electronic, NoticeChannel>();
  const { SMTP_URL, NOTICE_FROM, SMS_GATEWAY_URL } = configuration;
  if (SMTP_URL !== undefined && NOTICE_FROM !== undefined)
    found.set('email', emailChannel({ url: SMTP_URL, from: NOTICE_FROM }));
  if (SMS_GATEWAY_URL !== undefined)
    found.set(
      'sms',
      smsChannel({
        url: SMS_GATEWAY_URL,
        secret: configuration.SMS_GATEWAY_SECRET,
        headers: configuration.SMS_GATEWAY_HEADERS,
        body: configuration.SMS_GATEWAY_BODY,
        success: configuration.SMS_GATEWAY_SUCCESS,
        refused: configuration.SMS_GATEWAY_REFUSED,
      }),
    );
  return found;
}
