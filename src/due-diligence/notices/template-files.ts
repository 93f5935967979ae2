import { readRuleFile, RuleFileError, ruleFilesIn, ruleShape, type Text } from '../../platform/index.js';
import {
  bannedIn,
  templateFaults,
  type BannedWords,
  type NoticeTemplate,
  type TemplateTexts,
} from './domain/template.js';
import type { Terms } from './domain/variables.js';

/** What notices are made of: templates, the words they are filled with, and the words they may never contain. */
export interface NoticeBook {
  templates: ReadonlyMap<string, NoticeTemplate>;
  terms: Terms;
  bannedWords: BannedWords;
  /** Whether texts have the form and length of a template's texts. */
  isTexts(value: unknown): value is TemplateTexts;
}

/** Loads and checks `rules/due-diligence/notices` and its words; throws for a word no customer may read. */
export function loadNoticeBook(folder = 'due-diligence'): NoticeBook {
  const words = readRuleFile<{ terms: Terms; bannedWords: BannedWords }>(`${folder}/notice-words.json`);
  const templates = ruleFilesIn(`${folder}/notices`).map((path) => readRuleFile<NoticeTemplate>(path));
  const isTemplate = ruleShape('notice-template.schema.json');
  const isTexts = (texts: unknown): texts is TemplateTexts => isTemplate({ ...templates[0], texts });
  for (const template of templates) {
    const [fault] = templateFaults(template, words.bannedWords);
    if (fault) throw new RuleFileError(`${template.id}: ${fault.pointer} ${fault.code} ${fault.what}`);
  }
  for (const [table, entries] of Object.entries(words.terms))
    for (const [code, text] of Object.entries(entries) as [string, Text][])
      if (bannedIn(`${text.zh} ${text.en}`, words.bannedWords).length > 0)
        throw new RuleFileError(`${table} ${code} contains a banned word`);
  return {
    templates: new Map(templates.map((template) => [template.id, template])),
    terms: words.terms,
    bannedWords: words.bannedWords,
    isTexts,
  };
}
