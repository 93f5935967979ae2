import type { Rule } from '../../api/rule-types.js';
import type { Language } from '../../i18n/format.js';
import { localized } from '../../i18n/use-format.js';

export const ruleTitle = (rule: Rule, language: Language): string =>
  localized(rule.title, language) || rule.id;
