import { setImmediate } from 'node:timers/promises';
import { maskNumber } from '../domain/mask.js';
import type {
  LargeValueSnapshot,
  ReportedCustomer,
  ReportedFeature,
  ReportedIdentity,
  ReportedTransaction,
} from '../domain/snapshot.js';
import { grouped } from './amount.js';
import type { PrintContext } from './large-value-pdf.js';
import { COLOURS } from './page.js';
import { heading } from './summary.js';
import { Table } from './table.js';

const CUSTOMER_HEIGHT = 26;
const FEATURE_HEIGHT = 16;

/** Nobody reads more on paper; the rest is in the messages, and the report says so. */
export const PRINTED_RECORDS = 5_000;
const RECORDS_AT_A_TIME = 100;

/** Every customer with what is reported of it, class by class. Lets others work between some customers. */
export async function drawDetails(context: PrintContext): Promise<void> {
  const { sheet, labels, input } = context;
  heading(context, labels.sections.details);
  let number = 0;
  let rested = 0;
  for (const { customer, feature, identity } of identitiesOf(input.snapshot)) {
    if (number >= PRINTED_RECORDS) break;
    if (!sheet.fits(CUSTOMER_HEIGHT + FEATURE_HEIGHT + Table.minimumHeight(2))) sheet.newPage();
    drawCustomer(context, customer, feature, identity, false);
    const table = new Table(sheet, columns(context), () =>
      drawCustomer(context, customer, feature, identity, true),
    );
    table.head();
    for (const transaction of identity.transactions.slice(0, PRINTED_RECORDS - number)) {
      number += 1;
      table.add(rowOf(context, number, transaction));
      if (number - rested >= RECORDS_AT_A_TIME) {
        rested = number;
        await setImmediate();
      }
    }
    sheet.y += 12;
  }
  if (number < input.summary.records) {
    if (!sheet.fits(14)) sheet.newPage();
    const left = labels.notPrinted(grouped(String(input.summary.records - number)));
    sheet.text(left, sheet.left, sheet.y, sheet.width, {
      size: 8.5,
      weight: 'bold',
      colour: COLOURS.warning,
    });
  }
}

function* identitiesOf({ customers }: LargeValueSnapshot) {
  for (const customer of customers) {
    for (const feature of customer.features) {
      for (const identity of feature.identities) yield { customer, feature, identity };
    }
  }
}

function drawCustomer(
  { sheet, labels, codeName }: PrintContext,
  customer: ReportedCustomer,
  feature: ReportedFeature,
  identity: ReportedIdentity,
  continued: boolean,
): void {
  const name = continued ? `${identity.name} ${labels.continued}` : identity.name;
  const bold = { size: 10, weight: 'bold' } as const;
  const nameWidth = Math.min(sheet.textWidth(name, bold) + 2, 330);
  sheet.text(name, sheet.left, sheet.y, nameWidth, bold);
  const about = [
    customer.customerNumber,
    identity.documentNumber === null
      ? labels.noDocument
      : `${identity.otherDocumentType ?? codeName('idDocumentType', identity.documentType)} ${maskNumber(identity.documentNumber)}`,
    customer.nationalities.map((country) => codeName('country', country)).join(', '),
  ];
  const x = sheet.left + nameWidth + 10;
  sheet.text(
    about.filter((part) => part !== '').join('   ·   '),
    x,
    sheet.y + 1.5,
    sheet.left + sheet.width - x,
    {
      size: 8,
      colour: COLOURS.soft,
    },
  );
  sheet.y += 16;
  const sum = `${feature.code}  ${codeName('feature', feature.code)}  ·  ${labels.recordsOf(identity.transactions.length)}`;
  sheet.text(sum, sheet.left, sheet.y, sheet.width, { size: 8.5, colour: COLOURS.brand });
  sheet.y += FEATURE_HEIGHT - 1;
}

function columns({ labels }: PrintContext) {
  return [
    { title: labels.rows.number, width: 32, align: 'right' },
    { title: labels.rows.time, width: 50 },
    { title: labels.rows.account, width: 140 },
    { title: labels.rows.direction, width: 40 },
    { title: labels.rows.method, width: 126 },
    { title: labels.rows.amount, width: 86, align: 'right' },
    { title: labels.rows.cny, width: 75, align: 'right' },
    { title: labels.rows.usd, width: 70, align: 'right' },
    { title: labels.rows.counterparty, width: 150, indent: 6 },
  ] as const;
}

function rowOf({ labels, codeName }: PrintContext, number: number, transaction: ReportedTransaction) {
  const { account, counterparty, agent } = transaction;
  const channel =
    transaction.otherChannel ?? (codeName('channel', transaction.channel) || labels.rows.counter);
  const about = [counterparty.accountNumber, counterparty.institutionName]
    .filter((part) => part !== null)
    .join(' · ');
  const acted = agent?.name ? `${labels.agent} ${agent.name}` : '';
  return [
    String(number),
    transaction.occurredAt.slice(11, 19) || '—',
    [account.number ?? account.cardNumber ?? '—', transaction.businessId],
    codeName('direction', transaction.direction),
    [codeName('method', transaction.method), channel],
    [grouped(transaction.amount), transaction.currency],
    transaction.amountCny === null ? '—' : grouped(transaction.amountCny),
    transaction.amountUsd === null ? '—' : grouped(transaction.amountUsd),
    [counterparty.name ?? (acted || '—'), about || (counterparty.name === null ? '' : acted)],
  ] as const;
}
