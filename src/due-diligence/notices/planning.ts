import { destinations, type Destination, type Electronic, type Refused } from './domain/reach.js';
import { maskEmail, maskName, maskPhone } from './domain/mask.js';
import { render, type Channel, type ChannelTexts, type TemplateTexts } from './domain/template.js';
import { callerTexts, type NoticeVariables, type Terms } from './domain/variables.js';
import type { Attempt } from './domain/progress.js';
import type { Recipient } from './recipients.js';

/** What the bank says of itself in notices. */
export interface Sender {
  bank: string;
  phone: string | undefined;
}

/** The ways left to reach a customer, best first. */
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
    mask: { sms: maskPhone, email: maskEmail },
  });
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
