import { checkLargeValue } from '../../../src/reporting/domain/large-value-message.js';
import type {
  LargeValueSnapshot,
  ReportedCustomer,
  ReportedIdentity,
  ReportedTransaction,
} from '../../../src/reporting/domain/snapshot.js';
import { form, sampleCustomer, sampleSnapshot, sampleTransaction } from '../../support/report-samples.js';

const found = (snapshot: LargeValueSnapshot) =>
  checkLargeValue(snapshot, form).map((f) => `${f.severity} ${f.element} ${f.code}`);
const ofCustomer = (changes: Partial<ReportedCustomer>) => sampleSnapshot([sampleCustomer(changes)]);
const ofTransaction = (changes: Partial<ReportedTransaction>) =>
  sampleSnapshot([sampleCustomer({}, [sampleTransaction(changes)])]);
const ofIdentity = (changes: Partial<ReportedIdentity>) => {
  const customer = sampleCustomer();
  const features = customer.features.map((feature) => ({
    ...feature,
    identities: feature.identities.map((identity) => ({ ...identity, ...changes })),
  }));
  return sampleSnapshot([{ ...customer, features }]);
};
const account = sampleTransaction().account;
const counterparty = sampleTransaction().counterparty;

describe('what the form forbids', () => {
  it('is nothing in the sample', () => expect(found(sampleSnapshot())).toEqual([]));

  const refusals: [string, LargeValueSnapshot, string][] = [
    ['an institution code of 13 characters', { ...sampleSnapshot(), institution: { code: 'C000000000001', name: '' } }, 'RICD bad-format'],
    ['a report without customers', sampleSnapshot([]), 'CATIs no-records'],
    ['a customer without features', ofCustomer({ features: [] }), 'HTCRs no-records'],
    ['a feature without identities', ofCustomer({ features: [{ code: '0501', identities: [] }] }), 'CCIFs no-records'],
    ['an identity without transactions', ofIdentity({ transactions: [] }), 'TSDTs no-records'],
    ['a customer twice', sampleSnapshot([sampleCustomer(), sampleCustomer()]), 'CSNM duplicate-customer'],
    ['a key twice', sampleSnapshot([sampleCustomer({}, [sampleTransaction(), sampleTransaction()])]), 'TICD duplicate-key'],
    ['a feature twice', ofCustomer({ features: [...sampleCustomer().features, ...sampleCustomer().features] }), 'CRCD duplicate-key'],
    ['an empty customer number', ofCustomer({ customerNumber: ' ' }), 'CSNM empty'],
    ['the placeholder as a name', ofIdentity({ name: '@N' }), 'CTNM missing'],
    ['a name of 513 characters', ofIdentity({ name: '张'.repeat(513) }), 'CTNM too-long'],
    ['a control character', ofIdentity({ name: '张\u0007' }), 'CTNM bad-character'],
    ['half a character', ofIdentity({ name: '张\ud842' }), 'CTNM bad-character'],
    ['an unknown country', ofCustomer({ nationalities: ['ZZZ'] }), 'CTNT not-in-table'],
    ['an occupation in words', ofCustomer({ occupationOrIndustry: '教师' }), 'CTVC bad-format'],
    ['a telephone in words', ofCustomer({ phones: ['无'] }), 'CCTL bad-format'],
    ['an unknown feature', ofCustomer({ features: sampleCustomer().features.map((f) => ({ ...f, code: '0901' as '0501' })) }), 'CRCD not-in-table'],
    ['an unknown document type', ofIdentity({ documentType: '110002' }), 'CITP not-in-table'],
    ['a resident number of 17 characters', ofIdentity({ documentNumber: '11010519491231002' }), 'CTID wrong-number-length'],
    ['an organisation code with its hyphen', ofIdentity({ documentType: '610001', documentNumber: 'M000100Y-4' }), 'CTID wrong-number-length'],
    ['a document type without number', ofIdentity({ documentNumber: null }), 'CTID pair-incomplete'],
    ['an "other" document without its name', ofIdentity({ documentType: '119999' }), 'OITP other-text-missing'],
    ['the name of an "other" document on an identity card', ofIdentity({ otherDocumentType: '身份证' }), 'OITP other-text-unexpected'],
    ['a reported day that does not exist', { ...sampleSnapshot(), businessDate: '2026-02-30' }, 'HTDT not-a-day'],
    ['a transaction of another day', ofTransaction({ occurredAt: '2026-11-21T00:00:00' }), 'TSTM outside-day'],
    ['an hour 24', ofTransaction({ occurredAt: '2026-11-20T24:00:00' }), 'TSTM bad-format'],
    ['a place without county', ofTransaction({ place: 'CHN' }), 'TRCD bad-format'],
    ['a place in no province', ofTransaction({ place: 'CHN990000' }), 'TRCD bad-format'],
    ['a place in no country', ofTransaction({ place: 'ZZZ000000' }), 'TRCD not-in-table'],
    ['an identifier of 257 characters', ofTransaction({ businessId: 'x'.repeat(257) }), 'TICD too-long'],
    ['an unknown method', ofTransaction({ method: '000032x' }), 'TSTP too-long'],
    ['a method in no table', ofTransaction({ method: '000099' }), 'TSTP not-in-table'],
    ['an unknown channel', ofTransaction({ channel: '18' }), 'OCTT not-in-table'],
    ['an "other" channel without its name', ofTransaction({ channel: '99' }), 'OOCT other-text-missing'],
    ['a channel named that is not "other"', ofTransaction({ channel: '11', otherChannel: '网银' }), 'OOCT other-text-unexpected'],
    ['an "other" card without its name', ofTransaction({ account: { ...account, cardType: '90' } }), 'OCBT other-text-missing'],
    ['a matching number without its type', ofTransaction({ matchingNumber: '1' }), 'RPMN pair-incomplete'],
    ['a balance-of-payments code with letters', ofTransaction({ balanceOfPaymentsCode: '12a' }), 'TSCT bad-format'],
    ['an amount with four decimals', ofTransaction({ amount: '1.2345' }), 'CRAT bad-format'],
    ['an amount of 21 characters', ofTransaction({ amount: '1'.repeat(21) }), 'CRAT too-long'],
    ['an amount of nothing', ofTransaction({ amount: '0.00' }), 'CRAT not-positive'],
    ['a negative amount', ofTransaction({ amount: '-5' }), 'CRAT bad-format'],
    ['an amount in scientific notation', ofTransaction({ amountUsd: '1e5' }), 'CUSD bad-format'],
    ['an unknown currency', ofTransaction({ currency: 'RMB' }), 'CRTP not-in-table'],
    ['an unknown relation', ofTransaction({ relation: '03' }), 'RLFC not-in-table'],
    ['an account where none was used', ofTransaction({ relation: '02' }), 'CTAC account-unexpected'],
    ['no account where one was used', ofTransaction({ account: { ...account, number: null } }), 'CTAC account-missing'],
    ['an unknown account type', ofTransaction({ account: { ...account, type: '120021' } }), 'CATP not-in-table'],
    ['a counterparty institution without kind of code', ofTransaction({ counterparty: { ...counterparty, institutionCode: '1' } }), 'CFIC pair-incomplete'],
    ['a remark', ofTransaction({ remarks: ['备注', null] }), 'ROTF only-placeholder'],
  ]; // prettier-ignore

  it.each(refusals)('%s', (_what, snapshot, expected) => {
    expect(found(snapshot)).toContain(`error ${expected}`);
  });

  it('warns of what could not be obtained and lets it pass', () => {
    expect(found(ofCustomer({ nationalities: [] }))).toEqual(['warning CTNT not-obtained']);
    expect(found(ofTransaction({ place: null }))).toEqual(['warning TRCD not-obtained']);
  });

  it('keeps a hundred findings of one kind and counts the rest', () => {
    const many = Array.from({ length: 130 }, (_, index) =>
      sampleTransaction({ reference: `T${index}`, businessId: `core:T${index}`, place: null }),
    );
    const findings = checkLargeValue(sampleSnapshot([sampleCustomer({}, many)]), form);
    expect(findings).toHaveLength(101);
    expect(findings.at(-1)?.message.en).toContain('30 further places');
  });

  it('never repeats the refused value', () => {
    const findings = checkLargeValue(ofIdentity({ documentNumber: '1101051949' }), form);
    expect(JSON.stringify(findings)).not.toContain('1101051949');
  });
});
