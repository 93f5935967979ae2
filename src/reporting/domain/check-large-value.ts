import { compactDay, compactTime } from './compact-time.js';
import type { FindingCode, Findings, RecordReference } from './finding.js';
import { elementOf, type ReportForm } from './form.js';
import type { LargeValueSnapshot, ReportedTransaction } from './snapshot.js';

/**
 * What must hold between records of a large-value report: one place per customer and feature, a key
 * (customer, day, feature, identifier) only once, times inside the day, accounts as the relation says.
 */
export function checkRecords(snapshot: LargeValueSnapshot, form: ReportForm, findings: Findings): void {
  const customers = new Set<string>();
  const day = compactDay(snapshot.businessDate);
  snapshot.customers.forEach((customer, c) => {
    const root = `HVTR/CATIs/CATI[${c + 1}]`;
    const report = reporter(form, findings);
    const record = { customerNumber: customer.customerNumber };
    if (customers.has(customer.customerNumber))
      report('duplicate-customer', 'CSNM', `${root}/CBIF/CSNM`, record);
    customers.add(customer.customerNumber);
    const features = new Set<string>();
    customer.features.forEach((feature, f) => {
      const path = `${root}/HTCRs/HTCR[${f + 1}]`;
      if (features.has(feature.code)) report('duplicate-key', 'CRCD', `${path}/CRCD`, record);
      features.add(feature.code);
      const identifiers = new Set<string>();
      feature.identities.forEach((identity, i) => {
        identity.transactions.forEach((transaction, t) => {
          const place = `${path}/CCIFs/CCIF[${i + 1}]/TSDTs/TSDT[${t + 1}]`;
          const key = { ...record, source: transaction.source, reference: transaction.reference };
          const found = (code: FindingCode, element: string, group: string) =>
            report(code, element, `${place}/${group}/${element}`, key);
          if (identifiers.has(transaction.businessId)) found('duplicate-key', 'TICD', 'TSIF');
          identifiers.add(transaction.businessId);
          if (!compactTime(transaction.occurredAt).startsWith(day)) found('outside-day', 'TSTM', 'TSIF');
          checkAccount(transaction, found);
        });
      });
    });
  });
}

function checkAccount(
  { relation, account }: ReportedTransaction,
  found: (code: FindingCode, element: string, group: string) => void,
): void {
  // RLFC 02 is "neither account nor card"; 00 and 01 both went through one.
  if (relation === '02') {
    if (account.number !== null) found('account-unexpected', 'CTAC', 'ATIF');
    if (account.cardNumber !== null) found('account-unexpected', 'CBCN', 'ATIF');
  } else if (account.number === null && account.cardNumber === null) {
    found('account-missing', 'CTAC', 'ATIF');
  }
}

function reporter(form: ReportForm, findings: Findings) {
  return (code: FindingCode, element: string, path: string, record: RecordReference) => {
    const { zh, en } = elementOf(form, element);
    findings.add({ severity: 'error', code, element, path, record, label: { zh, en } });
  };
}
