import type { Text } from '../text/text.js';

/**
 * What can be wrong with a file or one of its records, as data: a stable code and the facts needed to say it
 * in either language. No fact ever holds more of the record than the name of a column.
 */
export interface IntakeProblem {
  code: IntakeProblemCode;
  /** Column of the file the fault stands in, where one is known. */
  column?: string;
  /** RFC 6901 pointer into the record made from the row, where one is known. */
  pointer?: string;
  facts: Readonly<Record<string, string | number>>;
}

const CATALOGUE = {
  'empty-file': ['The file is empty.', '文件为空。'],
  'encoding-unsupported': [
    'The file looks like {found}; send text as UTF-8 or GB18030.',
    '文件似乎是 {found}；请以 UTF-8 或 GB18030 编码的文本发送。',
  ],
  'charset-unknown': [
    'The charset {found} is not supported; use utf-8 or gb18030.',
    '不支持字符集 {found}；请使用 utf-8 或 gb18030。',
  ],
  'encoding-invalid': [
    'Line {at}: byte {byte} at position {position} of the line is not valid {encoding}.',
    '第 {at} 行：该行第 {position} 个字节 {byte} 不是有效的 {encoding} 编码。',
  ],
  'nul-character': ['The record holds a NUL character.', '记录中含有空字符（NUL）。'],
  'record-too-long': [
    'The record is longer than {limit} bytes; if a quote opens in it, it may never be closed.',
    '记录超过 {limit} 字节；若其中有左引号，可能一直没有右引号。',
  ],
  'field-too-long': [
    'Field {field} has {length} characters, more than the {limit} allowed.',
    '第 {field} 个字段有 {length} 个字符，超过上限 {limit}。',
  ],
  'field-count': [
    'Expected {expected} fields, found {found}.',
    '应有 {expected} 个字段，实际为 {found} 个。',
  ],
  'quote-not-closed': [
    'A quoted field that opens in this line is never closed.',
    '本行中的引号字段一直没有闭合。',
  ],
  'quote-misplaced': [
    'Line {at}: a quote stands inside a field, or text follows a closing quote; a quote inside a quoted field is doubled.',
    '第 {at} 行：字段中间出现引号，或右引号之后还有文字；引号字段内的引号应写两次。',
  ],
  truncated: [
    'The file ends in the middle of this record; it seems to have been cut.',
    '文件在此记录中间结束，似乎被截断。',
  ],
  'json-invalid': ['The line is not valid JSON.', '该行不是有效的 JSON。'],
  'json-not-object': [
    'The line is not a JSON object; send one object per line, not an array.',
    '该行不是 JSON 对象；请每行一个对象，不要使用数组。',
  ],
  'header-mismatch': [
    'The header does not fit the mapping. Missing: {missing}. Not expected: {unexpected}. Twice: {repeated}. Expected columns: {expected}. Found: {found}.',
    '表头与映射不符。缺少：{missing}。多余：{unexpected}。重复：{repeated}。应有列：{expected}。实际列：{found}。',
  ],
  'value-date': [
    'Column {column}: not a date in the format {format}.',
    '列 {column}：不是格式为 {format} 的日期。',
  ],
  'value-time': [
    'Column {column}: not a time of day HH:mm or HH:mm:ss.',
    '列 {column}：不是 HH:mm 或 HH:mm:ss 形式的时间。',
  ],
  'value-number': ['Column {column}: not a number.', '列 {column}：不是数字。'],
  'value-further': [
    'Column {column}: not a JSON object of pointers into the record and their values, or one of them leads nowhere.',
    '列 {column}：不是由记录内指针及其值组成的 JSON 对象，或其中某个指针无处可放。',
  ],
  'value-integer': ['Column {column}: not a whole number.', '列 {column}：不是整数。'],
  'value-scale': [
    'Column {column}: more than {scale} decimals; the mapping does not round.',
    '列 {column}：小数超过 {scale} 位；映射不作四舍五入。',
  ],
  'value-boolean': [
    'Column {column}: neither one of {true} nor one of {false}.',
    '列 {column}：既不属于 {true}，也不属于 {false}。',
  ],
  'value-lookup': [
    'Column {column}: the value is not in the table {table}, which has no default.',
    '列 {column}：该值不在对照表 {table} 中，且没有默认值。',
  ],
  'no-record': ['No record of the mapping applies to this row.', '映射中没有任何记录适用于本行。'],
} as const satisfies Record<string, readonly [en: string, zh: string]>;

export type IntakeProblemCode = keyof typeof CATALOGUE;

/** Every code with its sentence in English and Chinese, for documents and tests. */
export const intakeProblemCatalogue: Readonly<Record<IntakeProblemCode, readonly [string, string]>> =
  CATALOGUE;

export function intakeProblem(
  code: IntakeProblemCode,
  facts: IntakeProblem['facts'] = {},
  where: { column?: string; pointer?: string } = {},
): IntakeProblem {
  return { code, facts, ...where };
}

/** The sentence for people, in both languages. */
export function describeIntakeProblem(problem: IntakeProblem): Text {
  const [en, zh] = CATALOGUE[problem.code];
  const fill = (sentence: string) =>
    sentence.replace(/\{(\w+)\}/g, (_, name: string) =>
      String((name === 'column' ? problem.column : undefined) ?? problem.facts[name] ?? '-'),
    );
  return { en: fill(en), zh: fill(zh) };
}

/** A fault of the whole file: nothing of it can be taken in. */
export class IntakeFileError extends Error {
  constructor(readonly problem: IntakeProblem) {
    super(describeIntakeProblem(problem).en);
    this.name = 'IntakeFileError';
  }
}
