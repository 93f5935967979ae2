import { readDecimal } from './decimals.js';
import type { Value } from './definition.js';
import {
  asText,
  fault,
  MISSING,
  whereOf,
  type CompiledValue,
  type Read,
  type Row,
  type Scope,
} from './row.js';
import { readBaseDate, readDate, readInstant } from './times.js';

/** Forms that turn the text of one inner value into another type. */
export function convert(
  value: Extract<
    Value,
    | { text: Value }
    | { decimal: Value }
    | { integer: Value }
    | { boolean: Value }
    | { date: Value }
    | { instant: Value }
    | { plusDays: Value }
  >,
  scope: Scope,
  path: string,
  pointer: string,
): CompiledValue {
  const compiled = (inner: Value, key: string) => scope.value(inner, `${path}/${key}`, pointer);
  if ('text' in value) {
    const inner = compiled(value.text, 'text');
    const { case: letters, padStart } = value;
    return ofText(inner, (found) => {
      let text = found;
      if (letters === 'upper') text = text.toUpperCase();
      if (letters === 'lower') text = text.toLowerCase();
      return padStart === undefined ? text : text.padStart(padStart.length, padStart.with);
    });
  }
  if ('decimal' in value) {
    const inner = compiled(value.decimal, 'decimal');
    if (value.divide !== undefined && /^-?0+(\.0+)?$/.test(value.divide))
      scope.mistake(`${path}/divide`, 'cannot divide by zero');
    return { columns: inner.columns, read: readDecimal(inner.read, value, whereOf(inner, pointer)) };
  }
  if ('integer' in value) {
    const inner = compiled(value.integer, 'integer');
    const where = whereOf(inner, pointer);
    return ofText(inner, (text, row) =>
      /^-?\d{1,15}$/.test(text) ? Number(text) : fault(row, 'value-integer', {}, where),
    );
  }
  if ('boolean' in value) {
    const inner = compiled(value.boolean, 'boolean');
    if (inner.read === MISSING) return inner;
    const [yes, no] = [new Set(value.true), new Set(value.false)];
    const facts = { true: value.true.join(' | '), false: value.false.join(' | ') };
    return ofText(inner, (text, row) => {
      if (yes.has(text)) return true;
      return no.has(text) ? false : fault(row, 'value-boolean', facts, whereOf(inner, pointer));
    });
  }
  if ('date' in value) {
    const inner = compiled(value.date, 'date');
    return {
      columns: inner.columns,
      read: readDate(inner.read, value.format, scope, path, whereOf(inner, pointer)),
    };
  }
  if ('instant' in value) {
    const inner = compiled(value.instant, 'instant');
    return {
      columns: inner.columns,
      read: readInstant(inner.read, value.format, value.zone, scope, path, whereOf(inner, pointer)),
    };
  }
  const days = compiled(value.plusDays, 'plusDays');
  const fixed = typeof value.time === 'string' && /^\d\d:/.test(value.time) ? value.time : undefined;
  const time = value.time === undefined || fixed !== undefined ? undefined : compiled(value.time, 'time');
  const columns = [...days.columns, ...(time?.columns ?? [])];
  const where = whereOf({ read: days.read, columns }, pointer);
  return {
    columns,
    read: readBaseDate(value.baseDate, days.read, fixed ?? time?.read, value.zone, scope, path, where),
  };
}

/** A value made of the text of another; missing where that is. */
function ofText(inner: CompiledValue, make: (text: string, row: Row) => ReturnType<Read>): CompiledValue {
  return {
    columns: inner.columns,
    read: (row) => {
      const found = inner.read(row);
      return found === undefined ? undefined : make(asText(found), row);
    },
  };
}
