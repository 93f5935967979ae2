import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.js';
import { ruleTitle } from './rule-title.js';
import { useRules } from './queries.js';

/** A rule by the few words the console has for it, else by its own title, else by id. */
export function RuleName({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  const { language } = useFormat();
  const known = i18n.exists(`rules.short.${id}`);
  const { data } = useRules(!known);
  if (known) return <>{t(`rules.short.${id}`)}</>;
  const rule = data?.items.find((item) => item.id === id);
  return <>{rule ? ruleTitle(rule, language) : id}</>;
}
