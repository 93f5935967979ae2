import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalizedText } from '../api/types.js';
import * as format from './format.js';
import type { Language } from './format.js';

/** The formats bound to the reader's language. */
export function useFormat() {
  const { i18n } = useTranslation();
  const language = (i18n.language === 'en' ? 'en' : 'zh-CN') as Language;
  return useMemo(
    () => ({
      language,
      count: (value: number | string) => format.formatCount(value, language),
      day: (day: string) => format.formatDay(day, language),
      weekday: (day: string) => format.formatWeekday(day, language),
      instant: (instant: string, seconds = false) => format.formatInstant(instant, language, seconds),
      bytes: (bytes: number) => format.formatBytes(bytes, language),
      text: (text: LocalizedText | null | undefined) => localized(text, language),
    }),
    [language],
  );
}

/** The text of one language, or the other rather than nothing. */
export function localized(text: LocalizedText | null | undefined, language: Language): string {
  if (!text) return '';
  if (typeof text === 'string') return text;
  const zh = text['zh-CN'] ?? text.zh;
  return (language === 'en' ? (text.en ?? zh) : (zh ?? text.en)) ?? '';
}
