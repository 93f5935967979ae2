import { useTranslation } from 'react-i18next';
import { useTerm } from './values.js';

export interface TermOption {
  value: string;
  label: string;
}

/**
 * The words of a code table to choose from: of some codes, in their order, or of the whole table in its own, which is
 * that of the contract.
 */
export function useTermOptions(): (table: string, values?: readonly string[]) => TermOption[] {
  const { t } = useTranslation();
  const term = useTerm();
  return (table, values) => {
    const words = values ?? Object.keys(t(`terms.${table}`, { returnObjects: true }) as object);
    return words.map((value) => ({ value, label: term(table, value) }));
  };
}
