import type { Day, Language, Text } from '../../../platform/index.js';

/** What to bring, in words every customer may read. */
export const items = [
  'identity-document',
  'business-licence',
  'contact-details',
  'address',
  'occupation',
  'income',
  'source-of-funds',
  'business-scope',
  'purpose',
  'legal-representative',
  'beneficial-owners',
  'ownership-structure',
  'agent-authorisation',
  'tax-residence',
] as const;

/** Which services a graded restriction takes away; basic services are never among them (AML Law art. 30). */
export const services = [
  'online-and-mobile',
  'non-counter',
  'transfers-out',
  'high-amounts',
  'cash',
  'new-services',
  'all-but-basic',
] as const;

export const outcomes = ['upheld', 'partly-upheld', 'not-upheld'] as const;

/**
 * Every value that a notice can carry, with its only source. There is no free text among them, and no source but the
 * customer's own record, the branch, the bank, and closed words and days that the caller states: nothing that derives
 * from an alert, a case, a report, a risk level or a list match has a way in.
 */
export const variableCatalogue = {
  bank: { from: 'setting', setting: 'INSTITUTION_NAME' },
  customerName: { from: 'view', view: 'customer_view', column: 'name' },
  branch: { from: 'view', view: 'branch_view', column: 'name' },
  documentType: { from: 'caller', as: 'term', term: 'documentType' },
  documentLastFour: { from: 'caller', as: 'last-four' },
  validUntil: { from: 'caller', as: 'day' },
  by: { from: 'caller', as: 'day' },
  from: { from: 'caller', as: 'day' },
  bring: { from: 'caller', as: 'terms', term: 'item' },
  services: { from: 'caller', as: 'terms', term: 'service' },
  outcome: { from: 'caller', as: 'term', term: 'outcome' },
} as const;

export type VariableName = keyof typeof variableCatalogue;

/** What the caller of a notice states; which of them is needed, the template says. */
export interface NoticeVariables {
  /** Type of the identity document meant; the words for it are those of `rules/due-diligence/notice-words.json`. */
  documentType?: string;
  /** The last four characters of its number, never more. */
  documentLastFour?: string;
  validUntil?: Day;
  by?: Day;
  from?: Day;
  bring?: readonly (typeof items)[number][];
  services?: readonly (typeof services)[number][];
  outcome?: (typeof outcomes)[number];
}

export type TermTable = 'documentType' | 'item' | 'service' | 'outcome';
export type Terms = Readonly<Record<TermTable, Readonly<Record<string, Text>>>>;

/** What is wrong with the values for a template's variables; empty when they can be filled in. */
export function variableFaults(
  wanted: readonly VariableName[],
  values: NoticeVariables,
  terms: Terms,
  isDay: (text: string) => boolean,
): string[] {
  const faults: string[] = [];
  const given = values as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(given))
    if (!(name in variableCatalogue) || variableCatalogue[name as VariableName].from !== 'caller')
      faults.push(`${name} is no variable a caller can state`);
  for (const name of wanted) {
    const variable = variableCatalogue[name];
    if (variable.from !== 'caller') continue;
    const value = given[name];
    if (!fits(variable, value, terms, isDay)) faults.push(`${name} is missing or not of its kind`);
  }
  return faults;
}

type CallerVariable = Extract<(typeof variableCatalogue)[VariableName], { from: 'caller' }>;

function fits(
  variable: CallerVariable,
  value: unknown,
  terms: Terms,
  isDay: (text: string) => boolean,
): boolean {
  switch (variable.as) {
    case 'day':
      return typeof value === 'string' && isDay(value);
    case 'last-four':
      return typeof value === 'string' && /^[0-9A-Za-z]{1,4}$/.test(value);
    case 'term':
      return typeof value === 'string' && Object.hasOwn(terms[variable.term], value);
    case 'terms':
      return (
        Array.isArray(value) &&
        value.length > 0 &&
        value.every((one) => typeof one === 'string' && Object.hasOwn(terms[variable.term], one))
      );
  }
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A day as people read it. */
export function dayText(day: Day, language: Language): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return language === 'zh' ? `${year}年${month}月${date}日` : `${date} ${MONTHS[month - 1]} ${year}`;
}

/** The caller's values as words of a language. */
export function callerTexts(
  values: NoticeVariables,
  terms: Terms,
  language: Language,
): Partial<Record<VariableName, string>> {
  const texts: Partial<Record<VariableName, string>> = {};
  for (const [name, value] of Object.entries(values) as [VariableName, string | readonly string[]][]) {
    const variable = variableCatalogue[name];
    if (variable.from !== 'caller' || value === undefined) continue;
    if (variable.as === 'day') texts[name] = dayText(value as Day, language);
    else if (variable.as === 'last-four') texts[name] = value as string;
    else if (variable.as === 'term') texts[name] = terms[variable.term][value as string]![language];
    else
      texts[name] = (value as readonly string[])
        .map((one) => terms[variable.term][one]![language])
        .join(language === 'zh' ? '、' : ', ');
  }
  return texts;
}
