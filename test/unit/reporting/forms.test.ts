import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildForm, type FormFiles } from '../../../src/reporting/domain/form-files.js';
import { formInForce, readForm } from '../../../src/reporting/forms.js';

const root = path.join(import.meta.dirname, '../../..');
const reports = path.join(root, 'reports');
const file = (name: string) =>
  JSON.parse(readFileSync(path.join(reports, 'camlmac/1.0', `${name}.json`), 'utf8'));
const files = (): FormFiles => ({
  elements: file('elements'),
  codes: file('codes'),
  nationalCodes: file('national-codes'),
  structures: file('structures'),
});

describe('the form files', () => {
  const form = readForm(reports, '1.0');

  it('agree with the dictionary of the specification on every length', () => {
    const facts = readFileSync(path.join(root, 'test/support/camlmac-facts/elements.csv'), 'utf8');
    for (const line of facts.trim().split('\n').slice(1)) {
      const [code = '', , length] = line.split(',');
      expect([code, form.elements.get(code)?.maxLength]).toEqual([code, Number(length)]);
    }
  });

  it('hold the codes of the specification, neither more nor fewer', () => {
    const facts = JSON.parse(readFileSync(path.join(root, 'test/support/camlmac-facts/codes.json'), 'utf8'));
    const tables = { CITP: 'idDocumentType', CATP: 'accountType', TSTP: 'method', RPMT: 'matchingNumberType', CRCD: 'feature',
      TSDR: 'direction', RLFC: 'relation', CBCT: 'bankCardType', CFCT: 'institutionCodeType', OCTT: 'channel' }; // prettier-ignore
    for (const [element, table] of Object.entries(tables)) {
      expect([...form.tables.get(table)!.keys()].sort()).toEqual(facts[element].split(' ').sort());
    }
  });

  it('describe the four structures', () => {
    expect([...form.structures.keys()]).toEqual(['HVTR', 'CHTR', 'DHTR', 'BSTR']);
  });

  it('are chosen by the day they are in force', () => {
    expect(formInForce(reports, '2026-11-20')?.version).toBe('1.0');
    expect(formInForce(reports, '2010-01-01')).toBeUndefined();
  });

  it('are refused when they do not fit together', () => {
    const wrong = (change: (files: FormFiles) => unknown) => () => {
      const changed = structuredClone(files());
      change(changed);
      return buildForm(changed);
    };
    expect(wrong(() => {})).not.toThrow();
    expect(wrong((f) => Object.assign(f.codes, { version: '2.0' }))).toThrow('different forms');
    expect(wrong((f) => Reflect.deleteProperty(f.codes.tables, 'relation'))).toThrow(
      'unknown table relation',
    );
    expect(wrong((f) => Object.assign(f.structures.structures, { X: { of: ['NONE'] } }))).toThrow(
      'unknown element NONE',
    );
  });
});
