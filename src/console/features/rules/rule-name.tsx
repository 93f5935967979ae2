import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.js';
import { useRules } from './queries.js';
import { ruleTitle } from './rule-title.js';

/** Names rules by the few words the console has for them, else by their own title, else by id. */
export function useRuleName(): (id: string) => string {
  const { t, i18n } = useTranslation();
  const { language } = useFormat();
  const { data } = useRules();
  return useCallback(
    (id: string) => {
      if (i18n.exists(`rules.short.${id}`)) return t(`rules.short.${id}`);
      const rule = data?.items.find((item) => item.ruleId === id);
      return rule ? ruleTitle(rule, id, language) : id;
    },
    [t, i18n, language, data],
  );
}

export function RuleName({ id }: { id: string }) {
  return <>{useRuleName()(id)}</>;
}
