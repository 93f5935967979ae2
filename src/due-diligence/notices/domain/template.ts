import type { Language, Text } from '../../../platform/index.js';
import { variableCatalogue, type VariableName } from './variables.js';

export const channels = ['sms', 'email', 'letter'] as const;
export type Channel = (typeof channels)[number];

export interface Page {
  subject: string;
  body: string;
}

/** The text of a notice for each channel; a letter is also what is said in person. */
export interface ChannelTexts {
  sms: string;
  email: Page;
  letter: Page;
}

export type TemplateTexts = {
  [C in Channel]: Record<Language, ChannelTexts[C]>;
};

export interface NoticeTemplate {
  id: string;
  version: number;
  title: Text;
  legalBasis: readonly { instrument: Text; article: string; certainty: string }[];
  variables: readonly VariableName[];
  channels: readonly Channel[];
  texts: TemplateTexts;
}

export type BannedWords = Readonly<Record<Language, readonly string[]>>;

const PLACEHOLDER = /\{\{(\w+)\}\}/g;
export const languages = ['zh', 'en'] as const;

/** Every text of a template with its place in it, as an RFC 6901 pointer below `texts`. */
export function allTexts(texts: TemplateTexts): { pointer: string; language: Language; text: string }[] {
  return languages.flatMap((language) => [
    { pointer: `/sms/${language}`, language, text: texts.sms[language] },
    ...(['email', 'letter'] as const).flatMap((channel) =>
      (['subject', 'body'] as const).map((part) => ({
        pointer: `/${channel}/${language}/${part}`,
        language,
        text: texts[channel][language][part],
      })),
    ),
  ]);
}

export interface TemplateFault {
  /** Below the template: `/texts/sms/zh`. */
  pointer: string;
  code: 'banned-word' | 'unknown-variable' | 'unused-variable' | 'broken-placeholder';
  /** The word or variable meant. */
  what: string;
}

/** Letters and digits only, in one width and case: what a reader sees, whatever hides between. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase();
const dense = (text: string): string => plain(text).replace(/[^\p{L}\p{N}]/gu, '');
const spaced = (text: string): string =>
  ` ${plain(text)
    .replace(/\p{Cf}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/** The banned words that stand in a text, of either language. */
export function bannedIn(text: string, banned: BannedWords): string[] {
  const letters = dense(text);
  const words = spaced(text);
  const english = banned.en.filter((word) => {
    const stem = spaced(word.replace('*', '')).trimEnd();
    return words.includes(word.endsWith('*') ? stem : `${stem} `);
  });
  return [...banned.zh.filter((word) => letters.includes(dense(word))), ...english];
}

/**
 * What keeps a template from being used: words that could tell a customer of an examination (AML Law art. 7 and 54),
 * and variables that are not of the catalogue, not declared, or not filled in by any text.
 */
export function templateFaults(
  template: Pick<NoticeTemplate, 'variables' | 'texts'>,
  banned: BannedWords,
): TemplateFault[] {
  const faults: TemplateFault[] = [];
  const used = new Set<string>();
  for (const { pointer, text } of allTexts(template.texts)) {
    const at = `/texts${pointer}`;
    for (const [, name] of text.matchAll(PLACEHOLDER)) {
      used.add(name!);
      if (!Object.hasOwn(variableCatalogue, name!) || !template.variables.includes(name as VariableName))
        faults.push({ pointer: at, code: 'unknown-variable', what: name! });
    }
    const rest = text.replace(PLACEHOLDER, ' ');
    if (/[{}]/.test(rest)) faults.push({ pointer: at, code: 'broken-placeholder', what: '{' });
    // Twice: a placeholder must neither hide a word nor tear one apart.
    const words = new Set([...bannedIn(rest, banned), ...bannedIn(text.replace(PLACEHOLDER, ''), banned)]);
    for (const what of words) faults.push({ pointer: at, code: 'banned-word', what });
  }
  template.variables.forEach((name, index) => {
    if (!used.has(name)) faults.push({ pointer: `/variables/${index}`, code: 'unused-variable', what: name });
  });
  return faults;
}

const fill = (text: string, values: Readonly<Partial<Record<string, string>>>): string =>
  text.replace(PLACEHOLDER, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`a notice has no value for ${name}`);
    return value;
  });

/** The texts of one language with everything filled in. Throws for a variable without a value. */
export function render(
  texts: TemplateTexts,
  language: Language,
  values: Readonly<Partial<Record<string, string>>>,
): ChannelTexts {
  const page = ({ subject, body }: Page): Page => ({
    subject: fill(subject, values),
    body: fill(body, values),
  });
  return {
    sms: fill(texts.sms[language], values),
    email: page(texts.email[language]),
    letter: page(texts.letter[language]),
  };
}
