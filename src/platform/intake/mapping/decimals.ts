import { Money } from '../../money/amount.js';
import { asText, fault, type Read, type Where } from './row.js';

export interface DecimalOptions {
  multiply?: string;
  divide?: string;
  scale?: number;
  round?: 'half-up';
  absolute?: boolean;
  point?: '.' | ',';
  thousands?: ',' | '.' | ' ';
}

const PLAIN = /^(0|[1-9]\d*)(\.\d+)?$/;
const SIGNED = /^[+-]?\d{1,20}(\.\d{1,20})?$/;

/** The number as plain decimal text with a point, or undefined when it is none. */
function toPlain(text: string, { point, thousands }: DecimalOptions): string | undefined {
  let plain = text;
  if (thousands !== undefined) {
    // Groups of three only: a stray separator is a fault, not noise.
    const [whole = '', ...rest] = plain.split(point ?? '.');
    const groups = whole.replace(/^[+-]/, '').split(thousands);
    if (
      groups.length > 1 &&
      !(groups[0]!.length <= 3 && groups[0] !== '' && groups.slice(1).every((group) => group.length === 3))
    )
      return undefined;
    plain = [whole.replaceAll(thousands, ''), ...rest].join(point ?? '.');
  }
  if (point === ',') {
    if (plain.includes('.')) return undefined;
    plain = plain.replace(',', '.');
  }
  return SIGNED.test(plain) ? plain : undefined;
}

/** Exact decimal text. Rounds only when told to; otherwise more decimals than `scale` are a fault. */
export function readDecimal(inner: Read, options: DecimalOptions, where: Where): Read<string> {
  const { multiply, divide, scale, round, absolute } = options;
  const plainOnly = multiply === undefined && divide === undefined && scale === undefined;
  const factor = multiply === undefined ? undefined : new Money(multiply);
  const divisor = divide === undefined ? undefined : new Money(divide);
  return (row) => {
    const value = inner(row);
    if (value === undefined) return undefined;
    const plain = toPlain(asText(value), options);
    if (plain === undefined) return fault(row, 'value-number', {}, where);
    if (plainOnly && PLAIN.test(plain)) return plain;
    let number = new Money(plain);
    if (factor !== undefined) number = number.times(factor);
    if (divisor !== undefined) number = number.div(divisor);
    if (absolute === true) number = number.abs();
    if (scale === undefined) return number.toFixed();
    if (number.decimalPlaces() > scale && round === undefined)
      return fault(row, 'value-scale', { scale }, where);
    return number.toFixed(scale);
  };
}

/** The value as a number to compare with; undefined when missing. */
export function readNumber(inner: Read, where: Where): Read<InstanceType<typeof Money>> {
  return (row) => {
    const value = inner(row);
    if (value === undefined) return undefined;
    const text = asText(value);
    return SIGNED.test(text) ? new Money(text) : fault(row, 'value-number', {}, where);
  };
}
