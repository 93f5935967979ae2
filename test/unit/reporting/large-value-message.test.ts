import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { FormRefusal } from '../../../src/reporting/domain/finding.js';
import { checkLargeValue, largeValueMessage } from '../../../src/reporting/domain/large-value-message.js';
import type { LargeValueSnapshot } from '../../../src/reporting/domain/snapshot.js';
import { validateLargeValueMessage, valuesOf } from '../../support/camlmac-validator.js';
import { snapshots } from '../../support/report-arbitraries.js';
import {
  form,
  sampleCustomer,
  sampleSnapshot,
  sampleTransaction,
  smallReport,
} from '../../support/report-samples.js';

const FILE = 'NBHC0000000000001-20261123-00000001.XML';
const write = (snapshot: LargeValueSnapshot) => [...largeValueMessage(snapshot, form)].join('');
const validate = (xml: string, name = FILE) => validateLargeValueMessage(name, Buffer.from(xml, 'utf8'));

describe('the large-value message', () => {
  it('is, byte for byte, the message written down beside this test', () => {
    const golden = readFileSync(path.join(import.meta.dirname, 'golden/large-value.xml'), 'utf8');
    expect(write(smallReport)).toBe(golden);
    expect(validate(golden)).toEqual([]);
  });

  it('passes the independent validator and gives every name back, whatever the report holds', () => {
    fc.assert(
      fc.property(snapshots, (snapshot) => {
        const xml = write(snapshot);
        expect(validate(xml)).toEqual([]);
        expect(valuesOf(xml, 'CTNM')).toEqual(
          snapshot.customers.flatMap((c) => c.features.flatMap((f) => f.identities.map((i) => i.name))),
        );
        expect(checkLargeValue(snapshot, form).filter((f) => f.severity === 'error')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('is refused by the validator once a line is lost, moved, emptied or renumbered', () => {
    const leaf = /^ *<([A-Z]{4})>[^<]*<\/\1>$/;
    fc.assert(
      fc.property(
        snapshots,
        fc.nat(),
        fc.constantFrom('lose', 'swap', 'empty', 'renumber', 'retag'),
        (s, at, how) => {
          const lines = write(s).split('\n');
          const candidates = lines.flatMap((line, index) => {
            if (how === 'renumber') return line.includes('seqno=') ? [index] : [];
            if (!leaf.test(line)) return [];
            return how === 'swap' && !leaf.test(lines[index + 1] ?? '') ? [] : [index];
          });
          const index = candidates[at % candidates.length] ?? 0;
          const line = lines[index] ?? '';
          if (how === 'lose') lines.splice(index, 1);
          if (how === 'swap') lines.splice(index, 2, lines[index + 1] ?? '', line);
          if (how === 'empty') lines[index] = line.replace(/>[^<]*</, '><');
          if (how === 'renumber') lines[index] = line.replace(/seqno="\d+"/, 'seqno="9"');
          if (how === 'retag') lines[index] = line.replaceAll(/([A-Z]{3})[A-Z]>/g, '$1_>');
          expect(validate(lines.join('\n'))).not.toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it.each([
    ['CTTN', '9'], ['TTNM', '9'], ['CITP', '110002'], ['CATP', '120021'], ['TSTP', '999999'], ['CRCD', '0901'],
    ['RLFC', '03'], ['TSDR', '03'], ['CRTP', 'XYZ'], ['CTID', '12345'], ['TRCD', 'CHN1101'], ['TSTM', '20261121103105'],
    ['CRAT', '1.2345'], ['HTDT', '20261131'], ['OITP', '说明'], ['RICD', 'C0000000000002'], ['TICD', 'x'.repeat(257)],
  ])('is refused by the validator with %s = %s', (element, value) => {
    const xml = write(sampleSnapshot());
    const changed = xml.replace(new RegExp(`<${element}>[^<]*<`), `<${element}>${value}<`);
    expect(changed).not.toBe(xml);
    expect(validate(changed)).not.toEqual([]);
  }); // prettier-ignore

  it('reads one customer at a time', () => {
    const read: number[] = [];
    const customers = Array.from({ length: 3 }, (_, index) =>
      sampleCustomer({ customerNumber: `C${index}` }),
    );
    const watched = customers.map((customer, index) =>
      Object.defineProperty({ ...customer }, 'addresses', {
        enumerable: true,
        get: () => (read.push(index), customer.addresses),
      }),
    );
    const pieces = largeValueMessage(sampleSnapshot(watched), form);
    for (let piece = pieces.next(); !piece.done && !piece.value.includes('<CATI '); piece = pieces.next());
    expect(read).toEqual([0]);
  });

  it('hands out nothing of a customer the form refuses, and says which record and field', () => {
    const bad = sampleTransaction({ reference: 'T2', businessId: 'core:T2', currency: 'XYZ' });
    const pieces = largeValueMessage(
      sampleSnapshot([sampleCustomer({ customerNumber: 'C0009' }, [sampleTransaction(), bad])]),
      form,
    );
    let written = '';
    let refusal: unknown;
    try {
      for (const piece of pieces) written += piece;
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(FormRefusal);
    expect(written).not.toContain('<CATI ');
    expect((refusal as FormRefusal).findings).toContainEqual({
      severity: 'error',
      code: 'not-in-table',
      element: 'CRTP',
      path: 'HVTR/CATIs/CATI[1]/HTCRs/HTCR[1]/CCIFs/CCIF[1]/TSDTs/TSDT[2]/TSIF/CRTP',
      record: { customerNumber: 'C0009', source: 'core', reference: 'T2' },
      message: {
        zh: 'CRTP (交易币种) 不在代码表 currency 中',
        en: 'CRTP (Currency) is not in the code table currency',
      },
    });
  });
});
