import { characters } from './check-value.js';
import { codeEntry, elementOf, PLACEHOLDER, type ReportForm } from './form.js';
import type { ValueFault } from './check-value.js';

/** Rules between elements of one group: texts of "other" kinds, lengths of numbers, pairs. */
export function checkSiblings(
  form: ReportForm,
  values: ReadonlyMap<string, string>,
): { element: string; fault: ValueFault }[] {
  const faults: { element: string; fault: ValueFault }[] = [];
  for (const [name, value] of values) {
    const element = elementOf(form, name);
    const filled = value !== PLACEHOLDER;
    const add = (code: ValueFault['code'], limit: string) =>
      faults.push({ element: name, fault: { severity: 'error', code, limit } });

    const kind = element.otherTextOf?.find((sibling) => values.has(sibling));
    if (kind !== undefined) {
      const wanted = element.otherWhen?.has(values.get(kind) ?? '') ?? false;
      if (wanted && !filled) add('other-text-missing', kind);
      if (!wanted && filled) add('other-text-unexpected', kind);
    }

    const pair = element.pairedWith ?? element.numberOf;
    const pairValue = pair === undefined ? undefined : values.get(pair);
    if (pair !== undefined && pairValue !== undefined && filled !== (pairValue !== PLACEHOLDER)) {
      add('pair-incomplete', pair);
    } else if (element.numberOf !== undefined && filled && pairValue !== undefined) {
      const lengths = codeEntry(
        form,
        elementOf(form, element.numberOf).table ?? '',
        pairValue,
      )?.numberLengths;
      if (lengths && !lengths.includes(characters(value))) add('wrong-number-length', lengths.join('/'));
    }
  }
  return faults;
}
