import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { projectRoot, type Text } from '../../platform/index.js';
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

/** A file that may not be used, and why. */
export class NoticeBookError extends Error {}

function schema(name: string): Record<string, unknown> {
  const path = join(projectRoot, 'rules/schema', name);
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
}

function read<T>(path: string, validate: ValidateFunction): T {
  const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!validate(content)) {
    const [first] = validate.errors ?? [];
    throw new NoticeBookError(`${path}: ${first?.instancePath ?? ''} ${first?.message ?? 'is invalid'}`);
  }
  return content as T;
}

/** Loads and checks `rules/due-diligence/notices` and its words; throws for a word no customer may read. */
export function loadNoticeBook(folder = join(projectRoot, 'rules/due-diligence')): NoticeBook {
  const ajv = new Ajv2020({ strict: true, strictTypes: false });
  const templateSchema = schema('notice-template.schema.json');
  const isTemplate = ajv.compile(templateSchema);
  const { texts } = templateSchema['properties'] as { texts: object };
  const isTexts = ajv.compile<TemplateTexts>({ ...texts, $defs: templateSchema['$defs'] });
  const words = read<{ terms: Terms; bannedWords: BannedWords }>(
    join(folder, 'notice-words.json'),
    ajv.compile(schema('notice-words.schema.json')),
  );
  const templates = readdirSync(join(folder, 'notices'))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => read<NoticeTemplate>(join(folder, 'notices', name), isTemplate));
  for (const template of templates) {
    const [fault] = templateFaults(template, words.bannedWords);
    if (fault) throw new NoticeBookError(`${template.id}: ${fault.pointer} ${fault.code} ${fault.what}`);
  }
  for (const [table, entries] of Object.entries(words.terms))
    for (const [code, text] of Object.entries(entries) as [string, Text][])
      if (bannedIn(`${text.zh} ${text.en}`, words.bannedWords).length > 0)
        throw new NoticeBookError(`${table} ${code} contains a banned word`);
  return {
    templates: new Map(templates.map((template) => [template.id, template])),
    terms: words.terms,
    bannedWords: words.bannedWords,
    isTexts,
  };
}
