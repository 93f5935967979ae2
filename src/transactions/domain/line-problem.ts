import type { Text } from '../../platform/index.js';

/** Why one line is refused. Codes are stable; the sentence tells what to do. */
const lineProblems = {
  'unreadable-line': {
    en: 'The line is not a JSON object. Correct it and send it again.',
    zh: '该行不是有效的 JSON 对象，请更正后重新报送。',
  },
  'reference-conflict': {
    en: 'This source and reference were already used with other content. Use a new reference, or a correction.',
    zh: '该来源与流水号已存在且内容不同，请使用新的流水号或更正交易。',
  },
  'unknown-customer': {
    en: 'There is no customer with this number. Create the customer first.',
    zh: '客户号不存在，请先建立客户。',
  },
  'customer-required': {
    en: 'Give the customer number, or for a walk-in the conductor.',
    zh: '请提供客户号；一次性业务请提供办理人信息。',
  },
  'booked-in-future': {
    en: 'Booked more than five minutes in the future. Check the clock and the offset.',
    zh: '记账时间晚于当前时间五分钟以上，请检查时钟与时区。',
  },
  'booked-too-early': { en: 'Booked before 1990. Check the date.', zh: '记账时间早于 1990 年，请检查日期。' },
  'unknown-currency': { en: 'There is no such currency in ISO 4217.', zh: '币种不在 ISO 4217 中。' },
  'malformed-amount': {
    en: 'The amount must be plain decimal text such as "50000.00".',
    zh: '金额须为十进制文本，例如 "50000.00"。',
  },
  'too-many-decimals': {
    en: 'The amount has more decimals than the currency.',
    zh: '金额小数位数超过该币种规定。',
  },
  'not-positive': {
    en: 'The amount must be greater than zero. The direction says which way it went.',
    zh: '金额必须大于零，方向由 direction 表示。',
  },
  'amount-too-large': {
    en: 'The amount is implausibly large (13 digits at most).',
    zh: '金额异常过大（整数部分最多 13 位）。',
  },
  'reversal-needs-target': {
    en: 'A reversal must name what it reverses.',
    zh: '冲正交易必须指明被冲正的交易。',
  },
  'unexpected-target': {
    en: 'Only a reversal or a correction may name another transaction.',
    zh: '只有冲正或更正交易可以引用其他交易。',
  },
  'reversal-of-unknown': {
    en: 'The transaction to be reversed is not known. Send it first.',
    zh: '被冲正的交易不存在，请先报送该交易。',
  },
  'reversal-of-reversal': {
    en: 'A reversal cannot itself be reversed. Send the transaction anew.',
    zh: '冲正交易不能再被冲正，请重新报送原交易。',
  },
  'reversal-mismatch': {
    en: 'The reversal must have the customer and currency of the original and not be booked before it.',
    zh: '冲正交易的客户、币种须与原交易一致，且不得早于原交易。',
  },
  'reversal-exceeds': {
    en: 'More would be reversed than is left of the original.',
    zh: '冲正金额超过原交易剩余金额。',
  },
} as const satisfies Record<string, Text>;

export type LineProblemCode = keyof typeof lineProblems;

/** A located refusal of one line. */
export interface LineProblem {
  code: string;
  pointer: string;
  message: Text;
}

export function lineProblem(code: LineProblemCode, pointer = ''): LineProblem {
  return { code, pointer, message: lineProblems[code] };
}

/** For the documents. */
export const lineProblemCatalogue: Readonly<Record<string, Text>> = lineProblems;
