import type { TFunction } from 'i18next';

/** A rule in a few words; rules the console has no words for are shown by id. */
export function shortRuleName(t: TFunction, id: string): string {
  return t(`rules.short.${id}`, { defaultValue: id });
}
