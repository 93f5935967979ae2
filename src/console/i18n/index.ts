import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Locale } from 'antd/es/locale/index.js';
import { setRequestLanguage } from '../api/client.js';
import type { Language } from './format.js';

export interface Bundle {
  texts: Record<string, object>;
  antd: Locale;
}

/** One chunk per language; a reader loads only their own. */
const load: Record<Language, () => Promise<{ bundle: Bundle }>> = {
  'zh-CN': () => import('./zh-CN/index.js'),
  en: () => import('./en/index.js'),
};

const storageKey = 'mingjian.language';
const bundles = new Map<Language, Bundle>();

/** The reader's last choice, else the first of the browser's languages that there is, else Chinese. */
export function preferredLanguage(): Language {
  const stored = read();
  if (stored === 'zh-CN' || stored === 'en') return stored;
  for (const language of navigator.languages) {
    if (language.toLowerCase().startsWith('zh')) return 'zh-CN';
    if (language.toLowerCase().startsWith('en')) return 'en';
  }
  return 'zh-CN';
}

function read(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null; // storage may be forbidden; the choice then lasts as long as the page
  }
}

async function bundleOf(language: Language): Promise<Bundle> {
  const known = bundles.get(language);
  if (known) return known;
  const { bundle } = await load[language]();
  bundles.set(language, bundle);
  i18next.addResourceBundle(language, 'translation', bundle.texts);
  return bundle;
}

/** The component texts of the current language for antd. */
export const antdLocale = (language: Language): Locale | undefined => bundles.get(language)?.antd;

function announce(language: Language): void {
  document.documentElement.lang = language;
  setRequestLanguage(language);
}

export async function startI18n(): Promise<void> {
  const language = preferredLanguage();
  await i18next
    .use(initReactI18next)
    .init({ lng: language, resources: {}, interpolation: { escapeValue: false }, returnNull: false });
  await bundleOf(language);
  announce(language);
  await i18next.changeLanguage(language);
}

/** Loads a language, shows it and remembers the choice. */
export async function changeLanguage(language: Language): Promise<void> {
  await bundleOf(language);
  announce(language);
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // see read()
  }
  await i18next.changeLanguage(language);
}
