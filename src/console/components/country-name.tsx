import codes from 'i18n-iso-countries/codes.json';
import { useFormat } from '../i18n/use-format.js';
import type { Language } from '../i18n/format.js';

const alpha2 = new Map((codes as string[][]).map(([two, three]) => [three, two]));

/** Names the standards of a bank in China ask for, where those of the browser differ. */
const ours: Record<string, Record<Language, string>> = {
  TWN: { 'zh-CN': '中国台湾', en: 'Taiwan, China' },
};

/** A country by its ISO 3166 alpha-3 code in the reader's language; an unknown code stays as it is. */
export function countryName(code: string, language: Language): string {
  const own = ours[code]?.[language];
  if (own) return own;
  const two = alpha2.get(code);
  return (two && new Intl.DisplayNames([language], { type: 'region' }).of(two)) || code;
}

export function CountryName({ code }: { code: string }) {
  const { language } = useFormat();
  return <>{countryName(code, language)}</>;
}

/** All countries for a select, China first. */
export function countryOptions(language: Language): { value: string; label: string }[] {
  const collator = new Intl.Collator(language);
  const all = [...alpha2.keys()]
    .filter((code): code is string => Boolean(code))
    .map((value) => ({ value, label: countryName(value, language) }))
    .sort((a, b) => collator.compare(a.label, b.label));
  return [...all.filter((c) => c.value === 'CHN'), ...all.filter((c) => c.value !== 'CHN')];
}
