import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildForm, type FormFiles } from './domain/form-files.js';
import type { ReportForm } from './domain/form.js';
import type { CodeMappings } from './domain/mappings.js';

const forms = new Map<string, ReportForm>();

/** One version of the CAMLMAC form from `<reports>/camlmac/<version>/`, read once: a version never changes. */
export function readForm(reportsFolder: string, version: string): ReportForm {
  const folder = path.join(reportsFolder, 'camlmac', version);
  const form = forms.get(folder) ?? readFiles(reportsFolder, version);
  forms.set(folder, form);
  return form;
}

function readFiles(reportsFolder: string, version: string): ReportForm {
  return buildForm({
    elements: read<FormFiles['elements']>(reportsFolder, version, 'elements'),
    codes: read<FormFiles['codes']>(reportsFolder, version, 'codes'),
    nationalCodes: read<FormFiles['nationalCodes']>(reportsFolder, version, 'national-codes'),
    structures: read<FormFiles['structures']>(reportsFolder, version, 'structures'),
  });
}

/** How our values become codes of that version of the form. */
export function readMappings(reportsFolder: string, version: string): CodeMappings {
  return read<CodeMappings>(reportsFolder, version, 'mappings');
}

/** The form in force on a day (YYYY-MM-DD): the version whose structures are effective then. */
export function formInForce(reportsFolder: string, day: string): ReportForm | undefined {
  for (const version of readdirSync(path.join(reportsFolder, 'camlmac')).filter((name) => /^\d/.test(name))) {
    const { effectiveFrom, effectiveTo } = read<FormFiles['structures']>(
      reportsFolder,
      version,
      'structures',
    );
    if (effectiveFrom <= day && (effectiveTo === null || day < effectiveTo)) {
      return readForm(reportsFolder, version);
    }
  }
  return undefined;
}

function read<T>(reportsFolder: string, version: string, name: string): T {
  return JSON.parse(readFileSync(path.join(reportsFolder, 'camlmac', version, `${name}.json`), 'utf8')) as T;
}
