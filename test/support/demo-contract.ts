/** A strict reading of the HTTP contract, written apart from the service, for bodies of the demo bank. */
type Shape = { [field: string]: string | Shape | [Shape | 'text'] };

const person: Shape = {
  name: 'text',
  'nameLatin?': 'text',
  'nationality?': 'country',
  'gender?': 'male|female',
  'dateOfBirth?': 'day',
  'contacts?': [{ type: 'mobile|phone|email', value: 'text', consent: 'boolean' }],
  'documents?': [
    {
      type: 'text',
      number: 'text',
      'issuer?': 'text',
      'issuedOn?': 'day',
      'validUntil?': 'day',
      'longTerm?': 'boolean',
      'images?': ['text'],
    },
  ],
};

export const CUSTOMER: Shape = {
  kind: 'individual|organisation|sole-trader',
  branch: 'text',
  name: 'text',
  customerNumber: 'text',
  'publicBody?': 'boolean',
  'nameLatin?': 'text',
  'gender?': 'male|female',
  'dateOfBirth?': 'day',
  'nationality?': 'country',
  'occupation?': 'text',
  'industry?': 'text',
  'addresses?': [{ type: 'text', text: 'text', country: 'country', 'region?': 'text' }],
  'contacts?': [{ type: 'mobile|phone|email', value: 'text', consent: 'boolean' }],
  'documents?': person['documents?'] as [Shape],
  'purpose?': 'text',
  'natureOfBusiness?': 'text',
  'sourceOfFunds?': 'text',
  'annualIncome?': 'decimal',
  'businessScope?': 'text',
  'registeredCapital?': { amount: 'decimal', currency: 'currency' },
  'openedOn?': 'day',
  'channel?': 'text',
  'legalRepresentative?': person,
  'beneficialOwners?': [{ ...person, basis: 'text', 'share?': 'decimal', since: 'day' }],
  'accounts?': [
    { accountNumber: 'text', type: 'text', currency: 'currency', openedOn: 'day', 'closedOn?': 'day' },
  ],
};

const CATEGORIES =
  'normal|reversal|correction|interest|tax|fee|term-deposit-renewal|fx-trading|interbank-lending|interbank-bond|' +
  'gold-exchange|internal-allocation|international-loan-onlending|international-loan-swap|other-exempt';

export const TRANSACTION: Shape = {
  source: 'text',
  reference: 'text',
  'customerNumber?': 'text',
  'accountNumber?': 'text',
  bookedAt: 'instant',
  direction: 'in|out',
  amount: 'decimal',
  currency: 'currency',
  method: 'cash|transfer|cheque|card|exchange|other',
  channel: 'counter|atm|online|mobile|pos|other',
  'outcome?': 'completed|attempted|declined',
  'category?': CATEGORIES,
  'reverses?': { source: 'text', reference: 'text' },
  'crossBorder?': 'boolean',
  'country?': 'country',
  'counterparty?': {
    'name?': 'text',
    'kind?': 'individual|organisation|sole-trader',
    'accountNumber?': 'text',
    'institutionCode?': 'text',
    'institutionName?': 'text',
    'country?': 'country',
    'customerNumber?': 'text',
    'document?': { type: 'text', number: 'text' },
    'publicBody?': 'boolean',
    'related?': 'boolean',
  },
  'conductor?': person,
  'cashPurpose?': 'text',
  'purpose?': 'text',
  'branch?': 'text',
  'place?': { country: 'country', 'regionCode?': 'text', 'text?': 'text' },
  'device?': { 'ip?': 'text', 'id?': 'text' },
  'product?': 'text',
};

const FORMS: Record<string, RegExp> = {
  text: /^\S.*$/u,
  day: /^\d{4}-\d{2}-\d{2}$/,
  instant: /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\+08:00$/,
  country: /^[A-Z]{3}$/,
  currency: /^(CNY|USD|EUR|JPY|HKD)$/,
  decimal: /^(0|[1-9]\d*)(\.\d+)?$/,
};

/** Every way in which `value` departs from the shape, as `/path: why`. */
export function departures(value: unknown, shape: Shape, path = ''): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path}: not an object`];
  const found: string[] = [];
  const known = new Set<string>();
  for (const [key, form] of Object.entries(shape)) {
    const name = key.replace('?', '');
    known.add(name);
    const held = (value as Record<string, unknown>)[name];
    if (held === undefined) {
      if (!key.endsWith('?') || name in value) found.push(`${path}/${name}: missing`);
    } else if (Array.isArray(form)) {
      if (!Array.isArray(held) || held.length === 0) found.push(`${path}/${name}: not a filled list`);
      else
        held.forEach((item, i) => {
          const at = `${path}/${name}/${i}`;
          const [inner] = form;
          if (inner !== 'text') found.push(...departures(item, inner, at));
          else if (typeof item !== 'string' || !FORMS['text']!.test(item)) found.push(`${at}: no text`);
        });
    } else if (typeof form === 'object') {
      found.push(...departures(held, form, `${path}/${name}`));
    } else if (form === 'boolean') {
      if (typeof held !== 'boolean') found.push(`${path}/${name}: not true or false`);
    } else if (typeof held !== 'string' || !(FORMS[form] ?? new RegExp(`^(${form})$`)).test(held)) {
      found.push(`${path}/${name}: ${String(held)} is no ${form}`);
    }
  }
  for (const name of Object.keys(value)) if (!known.has(name)) found.push(`${path}/${name}: unknown`);
  return found;
}
