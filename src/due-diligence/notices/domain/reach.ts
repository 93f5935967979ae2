import type { Channel } from './template.js';

/** A contact of the customer's record. */
export interface Contact {
  /** Place among the contacts of the record. */
  position: number;
  type: string;
  value: string;
  consent: boolean;
}

export type Electronic = Exclude<Channel, 'letter'>;

/** One way to reach a customer; `shown` is its masked form, and with the position tells it from others in the log. */
export interface Destination {
  channel: Electronic;
  address: string;
  shown: string;
  position: number;
}

/** The address that a contact gives for a channel, in the channel's form; `undefined` where it gives none. */
export function addressFor(
  channel: Electronic,
  { type, value }: Pick<Contact, 'type' | 'value'>,
): string | undefined {
  if (type !== (channel === 'sms' ? 'mobile' : 'email')) return undefined;
  return channel === 'sms' ? mobileNumber(value) : emailAddress(value);
}

/** What was tried already without hope. */
export interface Refused {
  channel: Channel;
  shown: string | null;
  position: number | null;
}

const EMAIL = /^[^\s@<>,;:"'()[\]\\]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;

/** A mobile number as a gateway takes it: eleven digits of the mainland, or `+` and the country; else `undefined`. */
export function mobileNumber(value: string): string | undefined {
  const compact = value.normalize('NFKC').replace(/[\s()-]/g, '');
  const mainland = /^(?:\+86|0086)?(1[3-9]\d{9})$/.exec(compact);
  if (mainland) return mainland[1];
  return /^\+[1-9]\d{7,14}$/.test(compact) ? compact : undefined;
}

export function emailAddress(value: string): string | undefined {
  const trimmed = value.trim();
  return EMAIL.test(trimmed) ? trimmed : undefined;
}

const isSame = (one: Refused, other: Destination): boolean =>
  one.channel === other.channel && one.shown === other.shown && one.position === other.position;

/**
 * The ways to reach a customer in the order they are tried: only contacts the customer agreed to, only channels not
 * opted out of, and of those the ones this bank can use now before the ones it must wait for.
 */
export function destinations(
  contacts: readonly Contact[],
  options: {
    order: readonly Channel[];
    optedOut: ReadonlySet<string>;
    usable: ReadonlySet<Electronic>;
    refused: readonly Refused[];
    mask: { sms(value: string): string; email(value: string): string };
  },
): Destination[] {
  const { order, optedOut, usable, refused, mask } = options;
  const found = order
    .filter((channel): channel is Electronic => channel !== 'letter' && !optedOut.has(channel))
    .flatMap((channel) =>
      contacts.flatMap(({ position, type, value, consent }): Destination[] => {
        const address = consent ? addressFor(channel, { type, value }) : undefined;
        return address === undefined ? [] : [{ channel, address, shown: mask[channel](address), position }];
      }),
    )
    .filter((one) => !refused.some((bad) => isSame(bad, one)));
  return [
    ...found.filter(({ channel }) => usable.has(channel)),
    ...found.filter(({ channel }) => !usable.has(channel)),
  ];
}
