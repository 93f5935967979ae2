import type { Day, FieldFault, Text } from '../../platform/index.js';
import type { Account, CustomerDocument } from '../schemas.js';
import type { Facts } from './record.js';

const EARLIEST = '1850-01-01';
/** Nobody assessed another institution's checks before there were such duties (AML Law, in force on this day). */
const EARLIEST_ASSESSMENT = '2007-01-01';

const fault = (pointer: string, code: string, message: Text): FieldFault => ({ pointer, code, message });
const tooEarly = (pointer: string, earliest: Day) =>
  fault(pointer, 'implausible-date', { en: `lies before ${earliest}`, zh: `早于 ${earliest}` });
const inFuture = (pointer: string) =>
  fault(pointer, 'in-future', { en: 'lies in the future', zh: '晚于今天' });

function ofDay(pointer: string, day: Day | undefined, today?: Day, earliest = EARLIEST): FieldFault[] {
  if (day === undefined) return [];
  if (day < earliest) return [tooEarly(pointer, earliest)];
  return today !== undefined && day > today ? [inFuture(pointer)] : [];
}

function ofDocument(document: CustomerDocument, pointer: string, today: Day): FieldFault[] {
  const { issuedOn, validUntil } = document;
  const order =
    issuedOn !== undefined && validUntil !== undefined && validUntil < issuedOn
      ? [
          fault(`${pointer}/validUntil`, 'before-issue', {
            en: 'lies before the day of issue',
            zh: '早于签发日期',
          }),
        ]
      : [];
  return [
    ...ofDay(`${pointer}/issuedOn`, issuedOn, today),
    ...ofDay(`${pointer}/validUntil`, validUntil),
    ...order,
  ];
}

function ofAccounts(accounts: readonly Account[], today: Day): FieldFault[] {
  const seen = new Set<string>();
  return accounts.flatMap(({ accountNumber, openedOn, closedOn }, index) => {
    const pointer = `/accounts/${index}`;
    const found = [
      ...ofDay(`${pointer}/openedOn`, openedOn, today),
      ...ofDay(`${pointer}/closedOn`, closedOn, today),
    ];
    if (closedOn !== undefined && closedOn < openedOn)
      found.push(
        fault(`${pointer}/closedOn`, 'before-opening', {
          en: 'lies before the day of opening',
          zh: '早于开户日期',
        }),
      );
    if (seen.has(accountNumber))
      found.push(
        fault(`${pointer}/accountNumber`, 'repeated', { en: 'is in the list twice', zh: '在列表中重复' }),
      );
    seen.add(accountNumber);
    return found;
  });
}

/** What cannot be true whoever the customer is. `today` is the bank's day. Deep checks of documents come elsewhere. */
export function contradictions(facts: Facts, today: Day): FieldFault[] {
  return [
    ...ofDay('/dateOfBirth', facts.dateOfBirth, today),
    ...ofDay('/openedOn', facts.openedOn, today),
    ...ofDay(
      '/reliedOnThirdParty/assessedOn',
      facts.reliedOnThirdParty?.assessedOn,
      today,
      EARLIEST_ASSESSMENT,
    ),
    ...(facts.documents ?? []).flatMap((document, index) =>
      ofDocument(document, `/documents/${index}`, today),
    ),
    ...ofAccounts(facts.accounts ?? [], today),
  ];
}

/** What full due diligence registers and the simplified does not ask. */
const KEPT = [
  'addresses',
  'businessScope',
  'contacts',
  'dateOfBirth',
  'documents',
  'gender',
  'legalRepresentative',
  'nationality',
  'natureOfBusiness',
  'occupation',
  'purpose',
  'sourceOfFunds',
] as const;

/** Data taken away from a customer of the simplified level: less is asked of it, but what is known is kept. */
export const lostBySimplifying = (before: Facts, after: Facts): FieldFault[] =>
  after.dueDiligence !== 'simplified'
    ? []
    : KEPT.filter((field) => before[field] !== undefined && after[field] === undefined).map((field) =>
        fault(`/${field}`, 'kept', {
          en: 'is registered; simplified due diligence is no reason to remove it',
          zh: '已登记的信息不得因简化尽职调查而删除',
        }),
      );
