import { addressFor, destinations, type Destination, type Electronic, type Refused } from './domain/reach.js';
import { maskEmail, maskName, maskPhone } from './domain/mask.js';
import { render, type Channel, type ChannelTexts, type TemplateTexts } from './domain/template.js';
import { callerTexts, type NoticeVariables, type Terms } from './domain/variables.js';
import type { Attempt } from './domain/progress.js';
import { markOf } from './marks.js';
import type { Recipient } from './recipients.js';

/** What the bank says of itself in notices. */
export interface Sender {
  bank: string;
  bankInEnglish?: string | undefined;
  phone: string | undefined;
}

const masks = { sms: maskPhone, email: maskEmail };

/** The address a notice was sent to, if the customer's record still has it there. */
export function addressAt(
  { contacts }: Recipient,
  { channel, shown, position }: Pick<Destination, 'channel' | 'shown' | 'position'>,
): string | undefined {
  const contact = contacts.find((one) => one.position === position);
  const address = contact && addressFor(channel, contact);
  return address !== undefined && masks[channel](address) === shown ? address : undefined;
}

/** The ways left to reach a customer, best first; an address that bounced is none until it was confirmed. */
export function waysTo(
  recipient: Recipient,
  order: readonly Channel[],
  usable: ReadonlySet<Electronic>,
  refused: readonly Refused[] = [],
): Destination[] {
  return destinations(recipient.contacts, {
    order,
    optedOut: recipient.optedOut,
    usable,
    refused,
    mask: masks,
  }).filter(({ channel, address }) => !recipient.marked.has(markOf(channel, address)));
}

/** Addresses that were refused, came back or never answered, since a person last asked to try again. */
export function refusedIn(log: readonly Attempt[]): Refused[] {
  const since = log.map(({ kind }) => kind).lastIndexOf('retried');
  return log
    .slice(since + 1)
    .flatMap(({ kind, channel, shown, position }) =>
      (kind === 'refused' || kind === 'returned') && channel ? [{ channel, shown, position }] : [],
    );
}

/** All texts of a notice in the customer's language, with masked data only. */
export function textsFor(
  recipient: Recipient,
  texts: TemplateTexts,
  variables: NoticeVariables,
  { terms, sender }: { terms: Terms; sender: Sender },
): ChannelTexts {
  const { language } = recipient;
  const branchName = recipient.branchName ?? sender.bank;
  const branch =
    sender.phone === undefined
      ? branchName
      : language === 'zh'
        ? `${branchName}（电话${sender.phone}）`
        : `${branchName} (tel. ${sender.phone})`;
  return render(texts, language, {
    ...callerTexts(variables, terms, language),
    bank: sender.bank,
    branch,
    customerName: maskName(recipient.name, recipient.natural),
  });
}
