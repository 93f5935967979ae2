import { codeEntry, PLACEHOLDER, type ElementDefinition, type ReportForm } from './form.js';
import type { FindingCode } from './finding.js';
import { isXmlText } from './xml-text.js';

export interface ValueFault {
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning';
  readonly limit?: string | number;
}

const error = (code: FindingCode, limit?: string | number): ValueFault => ({
  code,
  severity: 'error',
  ...(limit === undefined ? {} : { limit }),
});

const AMOUNT = /^(?:0|[1-9][0-9]*)(?:\.[0-9]{1,3})?$/;
const COUNT = /^(?:0|[1-9][0-9]*)$/;
const DIGITS = /^[0-9]+$/;
const DAY = /^[0-9]{8}$/;
// Unknown digits are `t`; they can only be the last ones.
const TIME = /^(?=.{14}$)[0-9]*t*$/;
const DOMESTIC_PLACE = /^(?:CHN|Z0[1-3])([0-9]{2})[0-9]{4}$/;
const FOREIGN_PLACE = /^([A-Z]{3})000000$/;
// First two digits of GB/T 2260 codes.
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(
    ' ',
  ),
);

/** Length as the form counts it: characters, not UTF-16 units. */
export function characters(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit <= 0xdbff) index += 1;
    count += 1;
  }
  return count;
}

/** The first thing the form forbids about one value, or null. */
export function checkValue(form: ReportForm, element: ElementDefinition, value: string): ValueFault | null {
  if (value === PLACEHOLDER) {
    if (element.presence === 'required') return error('missing');
    return element.presence === 'expected' ? { code: 'not-obtained', severity: 'warning' } : null;
  }
  if (element.only !== undefined) return value === element.only ? null : error('only-placeholder');
  if (value.trim() === '') return error('empty');
  if (!isXmlText(value)) return error('bad-character');
  if (characters(value) > element.maxLength) return error('too-long', element.maxLength);
  const fault = checkKind(form, element, value);
  if (fault) return fault;
  if (element.pattern && !element.pattern.test(value)) return error('bad-format');
  if (element.table && !codeEntry(form, element.table, value)) return error('not-in-table', element.table);
  return null;
}

function checkKind(form: ReportForm, element: ElementDefinition, value: string): ValueFault | null {
  switch (element.kind) {
    case 'text':
      return null;
    case 'count':
      return COUNT.test(value) ? null : error('bad-format');
    case 'digits':
      return DIGITS.test(value) ? null : error('bad-format');
    case 'amount':
      if (!AMOUNT.test(value)) return error('bad-format');
      return /[1-9]/.test(value) ? null : error('not-positive');
    case 'day':
      if (!DAY.test(value)) return error('bad-format');
      return isCalendarDay(value) ? null : error('not-a-day');
    case 'time':
      return checkTime(value);
    case 'method':
      return codeEntry(form, 'method', value) ? null : error('not-in-table', 'method');
    case 'region': {
      const domestic = DOMESTIC_PLACE.exec(value);
      if (domestic) return PROVINCES.has(domestic[1] ?? '') ? null : error('bad-format');
      const country = FOREIGN_PLACE.exec(value)?.[1];
      if (!country || country === 'CHN') return error('bad-format');
      return codeEntry(form, 'country', country) ? null : error('not-in-table', 'country');
    }
  }
}

function checkTime(value: string): ValueFault | null {
  if (!TIME.test(value)) return error('bad-format');
  const known = value.indexOf('t') < 0 ? 14 : value.indexOf('t');
  if (known >= 8 && !isCalendarDay(value.slice(0, 8))) return error('not-a-day');
  const limits = [23, 59, 59];
  for (const [index, limit] of limits.entries()) {
    const part = value.slice(8 + 2 * index, 10 + 2 * index);
    if (!part.includes('t') && Number(part) > limit) return error('bad-format');
  }
  return null;
}

/** Whether yyyymmdd is a day of the Gregorian calendar. */
function isCalendarDay(value: string): boolean {
  const year = Number(value.slice(0, 4));
  const month = Number(value.slice(4, 6));
  const day = Number(value.slice(6, 8));
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day <= days;
}
