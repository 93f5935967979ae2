import type { LocalizedText } from '../../api/types.js';
import type { Language } from '../../i18n/format.js';
import { localized } from '../../i18n/use-format.js';

export const ruleTitle = (rule: { title?: LocalizedText }, id: string, language: Language): string =>
  localized(rule.title, language) || id;
