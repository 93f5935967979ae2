import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import localizeModule from 'ajv-i18n';
import countries from 'i18n-iso-countries';
import type { TSchema, Static } from '@sinclair/typebox';
import type { FieldFault } from '../errors/problem.js';
import { minorUnits } from '../money/currencies.js';
import { isDay } from '../time/days.js';

const addFormats = addFormatsModule as unknown as typeof addFormatsModule.default;
const localize = localizeModule as unknown as typeof localizeModule.default;

const INSTANT =
  /^(\d{4}-\d{2}-\d{2})[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** RFC 3339 with an offset, on a day that exists; leap seconds have no instant of their own and are refused. */
export function isInstant(text: string): boolean {
  const match = INSTANT.exec(text);
  return match !== null && isDay(match[1]!);
}

/** ISO 3166-1 alpha-3 code in use. */
export function isCountry(code: string): boolean {
  return /^[A-Z]{3}$/.test(code) && countries.alpha3ToAlpha2(code) !== undefined;
}

function createAjv(coerce: boolean): Ajv2020 {
  const ajv = new Ajv2020({
    // The document made of the schemas is checked by a test, not at every start.
    validateSchema: false,
    allErrors: true,
    coerceTypes: coerce ? 'array' : false,
    useDefaults: coerce,
    strict: true,
    strictTypes: false,
    strictTuples: false,
    messages: true,
    ownProperties: true,
  });
  addFormats(ajv, ['email', 'uri']);
  ajv.addFormat('date', { type: 'string', validate: isDay });
  ajv.addFormat('date-time', { type: 'string', validate: isInstant });
  ajv.addFormat('country', { type: 'string', validate: isCountry });
  ajv.addFormat('currency', { type: 'string', validate: (code: string) => minorUnits(code) !== undefined });
  ajv.addKeyword('example');
  return ajv;
}

const bodies = createAjv(false);
const queries = createAjv(true);

const CODES: Record<string, string> = {
  required: 'required',
  additionalProperties: 'unknown-field',
  unevaluatedProperties: 'unknown-field',
  type: 'wrong-type',
  enum: 'not-a-choice',
  const: 'not-a-choice',
  format: 'wrong-format',
  pattern: 'wrong-format',
  minLength: 'too-short',
  maxLength: 'too-long',
  minItems: 'too-few',
  maxItems: 'too-many',
  minimum: 'out-of-range',
  maximum: 'out-of-range',
};

function escapePointer(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

function pointerOf(error: ErrorObject): string {
  const { missingProperty, additionalProperty } = error.params as {
    missingProperty?: string;
    additionalProperty?: string;
  };
  const last = missingProperty ?? additionalProperty;
  return last === undefined
    ? error.instancePath
    : `${error.instancePath}/${escapePointer(last.slice(0, 100))}`;
}

const FORMATS: Record<string, { en: string; zh: string }> = {
  date: {
    en: 'must be a date that exists, written YYYY-MM-DD',
    zh: '必须是真实存在的日期，格式为 YYYY-MM-DD',
  },
  'date-time': {
    en: 'must be a time with an offset, such as 2026-01-31T09:30:00+08:00',
    zh: '必须是带时区偏移的时间，例如 2026-01-31T09:30:00+08:00',
  },
  country: {
    en: 'must be a country code of three capital letters (ISO 3166-1 alpha-3), such as CHN',
    zh: '必须是三位大写国家代码（ISO 3166-1 alpha-3），例如 CHN',
  },
  currency: {
    en: 'must be a currency code of ISO 4217, such as CNY',
    zh: '必须是 ISO 4217 货币代码，例如 CNY',
  },
};

function toFaults(errors: readonly ErrorObject[]): FieldFault[] {
  const list = errors.filter(({ keyword }) => !['anyOf', 'oneOf', 'if'].includes(keyword)).slice(0, 50);
  const shown = list.length > 0 ? list : errors.slice(0, 1);
  const copies = shown.map((error) => ({ ...error }));
  localize.en(copies);
  const english = copies.map(({ message }) => message ?? '');
  localize.zh(copies);
  return shown.map((error, index) => {
    const format =
      error.keyword === 'format' ? FORMATS[(error.params as { format: string }).format] : undefined;
    return {
      pointer: pointerOf(error),
      code: CODES[error.keyword] ?? 'invalid',
      message: format ?? { en: english[index]!, zh: copies[index]!.message ?? '' },
    };
  });
}

const UNSTORABLE = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Nothing in the contract nests further; deeper values would exhaust the stack of whoever walks them. */
const DEEPEST = 32;

/** Whether PostgreSQL can store a text: it cannot with NUL or a lone surrogate in it. */
export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}

const wrongCharacter = (pointer: string): FieldFault => ({
  pointer,
  code: 'wrong-character',
  message: {
    en: 'contains a character that cannot be stored (NUL or half of a surrogate pair)',
    zh: '含有无法存储的字符（空字符或不完整的代理对）',
  },
});

/** Whether {@link unstorable} would find nothing; without pointers, for it is asked of every record. */
function allStorable(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (value === null || typeof value !== 'object') return true;
  if (depth >= DEEPEST) return false;
  const object = value as Record<string, unknown>;
  return Object.keys(object).every((key) => isStorable(key) && allStorable(object[key], depth + 1));
}

/** Finds what PostgreSQL cannot store, in values and in the names of fields, and what is nested too deeply. */
function unstorable(value: unknown, pointer: string, found: FieldFault[], depth = 0): void {
  if (typeof value === 'string') {
    if (!isStorable(value)) found.push(wrongCharacter(pointer));
  } else if (value !== null && typeof value === 'object') {
    if (depth >= DEEPEST) {
      const message = { en: `is nested deeper than ${DEEPEST} levels`, zh: `嵌套超过 ${DEEPEST} 层` };
      found.push({ pointer, code: 'too-deep', message });
      return;
    }
    for (const [key, child] of Object.entries(value)) {
      const inside = `${pointer}/${escapePointer(key.slice(0, 100))}`;
      if (!isStorable(key)) found.push(wrongCharacter(inside));
      unstorable(child, inside, found, depth + 1);
    }
  }
}

/** A compiled check: the faults of a value, or none. */
export interface Check<T> {
  (value: unknown): { value: T; faults?: undefined } | { faults: FieldFault[]; value?: undefined };
}

/** Compiled when first used: to compile those of all routes takes a second, which every start would wait for. */
function toCheck<T>(compile: () => ValidateFunction): Check<T> {
  let compiled: ValidateFunction | undefined;
  return (value) => {
    const validate = (compiled ??= compile());
    if (!validate(value)) return { faults: toFaults(validate.errors ?? []) };
    if (allStorable(value, 0)) return { value: value as T };
    const found: FieldFault[] = [];
    unstorable(value, '', found);
    return found.length > 0 ? { faults: found } : { value: value as T };
  };
}

/** The check of a JSON body: nothing is coerced, unknown fields are refused by the schemas themselves. */
export function checkBody<S extends TSchema>(schema: S): Check<Static<S>> {
  return toCheck<Static<S>>(() => bodies.compile(schema));
}

/** The check of query or path parameters: text becomes numbers and booleans, defaults are filled in. */
export function checkQuery<S extends TSchema>(schema: S): Check<Static<S>> {
  return toCheck<Static<S>>(() => queries.compile(schema));
}
