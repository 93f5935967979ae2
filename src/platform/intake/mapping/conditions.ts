import { Money } from '../../money/amount.js';
import type { Condition } from './definition.js';
import { readNumber } from './decimals.js';
import { asText, whereOf, type Row, type Scope } from './row.js';

/** A missing value fulfils no comparison; `present` and `not` are the ways to ask for it. */
export function compileCondition(condition: Condition, scope: Scope, path: string): (row: Row) => boolean {
  if ('present' in condition) {
    const value = scope.value(condition.present, `${path}/present`, '');
    return (row) => value.read(row) !== undefined;
  }
  if ('not' in condition) {
    const inner = compileCondition(condition.not, scope, `${path}/not`);
    return (row) => !inner(row);
  }
  if ('all' in condition) {
    const parts = condition.all.map((part, index) => compileCondition(part, scope, `${path}/all/${index}`));
    return (row) => parts.every((part) => part(row));
  }
  if ('any' in condition) {
    const parts = condition.any.map((part, index) => compileCondition(part, scope, `${path}/any/${index}`));
    return (row) => parts.some((part) => part(row));
  }
  if ('equals' in condition) {
    const value = scope.value(condition.equals[0], `${path}/equals/0`, '');
    const wanted = asText(condition.equals[1]);
    return (row) => {
      const found = value.read(row);
      return found !== undefined && asText(found) === wanted;
    };
  }
  if ('in' in condition) {
    const value = scope.value(condition.in[0], `${path}/in/0`, '');
    const wanted = new Set(condition.in[1].map(asText));
    return (row) => {
      const found = value.read(row);
      return found !== undefined && wanted.has(asText(found));
    };
  }
  if ('startsWith' in condition) {
    const value = scope.value(condition.startsWith[0], `${path}/startsWith/0`, '');
    const [, prefix] = condition.startsWith;
    return (row) => {
      const found = value.read(row);
      return found !== undefined && asText(found).startsWith(prefix);
    };
  }
  const less = 'lessThan' in condition;
  const [operand, limit] = less ? condition.lessThan : condition.greaterThan;
  const value = scope.value(operand, `${path}/${less ? 'lessThan' : 'greaterThan'}/0`, '');
  const number = readNumber(value.read, whereOf(value, ''));
  const bound = new Money(limit);
  return (row) => {
    const found = number(row);
    return found !== undefined && (less ? found.lt(bound) : found.gt(bound));
  };
}
