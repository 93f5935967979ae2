import { inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { businessIdentifier } from '../../../src/reporting/domain/business-identifier.js';
import {
  DELETE_NAME,
  messageName,
  NEW_OR_MODIFY_NAME,
  NOTICE_NAME,
  packageName,
  RECEIPT_NAME,
} from '../../../src/reporting/domain/file-name.js';
import type { LargeValueSnapshot } from '../../../src/reporting/domain/snapshot.js';
import { splitReport } from '../../../src/reporting/domain/split.js';
import { summarise } from '../../../src/reporting/domain/totals.js';
import { largeValueFiles, type MessageFiles } from '../../../src/reporting/files/large-value-files.js';
import { zipFiles } from '../../../src/reporting/files/zip.js';
import { validateLargeValueMessage } from '../../support/camlmac-validator.js';
import { snapshots } from '../../support/report-arbitraries.js';
import {
  form,
  sampleCustomer,
  sampleSnapshot,
  sampleTransaction,
  smallReport,
} from '../../support/report-samples.js';

const keysOf = (snapshot: LargeValueSnapshot) =>
  snapshot.customers.flatMap((c) =>
    c.features.flatMap((f) =>
      f.identities.flatMap((i) => i.transactions.map((t) => `${c.customerNumber} ${f.code} ${t.businessId}`)),
    ),
  );

const manyOf = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    sampleTransaction({
      reference: `T${n}`,
      businessId: `core:T${n}`,
      purpose: `用途${(n * 7919) % 100_003}`,
    }),
  );

async function filesOf(
  snapshot: LargeValueSnapshot,
  more: { packageMaxBytes?: number; transactionsPerMessage?: number },
) {
  let last = 0;
  const files: MessageFiles[] = [];
  const options = {
    day: '2026-11-23',
    writtenAt: '2026-11-23T09:30:10',
    nextNumber: async () => ++last,
    ...more,
  };
  for await (const file of largeValueFiles(snapshot, form, options)) files.push(file);
  return files;
}

describe('file names', () => {
  const parts = { letters: 'NBH', institutionCode: 'C0000000000001', day: '2018-07-01', number: 10 } as const;

  it('are those of the specification', () => {
    expect(messageName(parts)).toBe('NBHC0000000000001-20180701-00000010.XML');
    expect(packageName(parts)).toBe('NBHC0000000000001-20180701-00000010.ZIP');
    expect(messageName({ ...parts, letters: 'DBH' })).toMatch(DELETE_NAME);
    expect('CBHC0000000000001-20190210-00000005.XML').toMatch(NEW_OR_MODIFY_NAME);
    expect('DBSC0000000000001-20181006-00000001.XML').not.toMatch(DELETE_NAME);
    expect('FDSC[NBHC0000000000001-20180920-00000001]20180920124530.XML').toMatch(RECEIPT_NAME);
    expect('ABHC0000000000001-20180920-00000001.XML').toMatch(NOTICE_NAME);
  });

  it.each([
    [{ number: 0 }],
    [{ number: 1.5 }],
    [{ number: 100_000_000 }],
    [{ institutionCode: 'C1' }],
    [{ day: '1 July' }],
  ])('refuse %j', (wrong) => expect(() => messageName({ ...parts, ...wrong })).toThrow(RangeError));
});

describe('the business identifier', () => {
  it('is readable, and the same for the same record', () => {
    expect(businessIdentifier('core', 'T20181130000123')).toBe('core:T20181130000123');
  });

  it('differs for different records and fits the form', () => {
    const part = fc.oneof(
      fc.stringMatching(/^[a:%~]{0,6}$/),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constant('长'.repeat(300)),
    );
    fc.assert(
      fc.property(part, part, part, part, (s1, r1, s2, r2) => {
        const [first, second] = [businessIdentifier(s1, r1), businessIdentifier(s2, r2)];
        expect(first === second).toBe(s1 === s2 && r1 === r2);
        expect([...first].length).toBeLessThanOrEqual(256);
        expect(first).not.toMatch(/\s|^@N$/);
      }),
    );
  });
});

describe('splitting', () => {
  it('puts every record into exactly one part, in order, within the limit', () => {
    fc.assert(
      fc.property(snapshots, fc.integer({ min: 1, max: 6 }), (snapshot, limit) => {
        const parts = [...splitReport(snapshot, limit)];
        expect(parts.flatMap(keysOf)).toEqual(keysOf(snapshot));
        for (const part of parts) {
          expect(keysOf(part).length).toBeLessThanOrEqual(limit);
          expect(new Set(part.customers.map((c) => c.customerNumber)).size).toBe(part.customers.length);
        }
      }),
    );
  });

  it('keeps a customer whole when it fits', () => {
    const customers = ['C1', 'C2', 'C3'].map((customerNumber) =>
      sampleCustomer({ customerNumber }, manyOf(4)),
    );
    const parts = [...splitReport(sampleSnapshot(customers), 9)];
    expect(parts.map((part) => part.customers.map((c) => c.customerNumber))).toEqual([['C1', 'C2'], ['C3']]);
  });
});

describe('packages', () => {
  it('hold one valid message each, numbered without a gap, and none is over the limit', async () => {
    const customers = ['C1', 'C2', 'C3'].map((customerNumber) =>
      sampleCustomer({ customerNumber }, manyOf(60)),
    );
    const snapshot = sampleSnapshot(customers);
    const files = await filesOf(snapshot, { packageMaxBytes: 2_000 });
    expect(files.length).toBeGreaterThan(3);
    files.forEach((file, index) => {
      expect(file.message.name).toBe(`NBHC0000000000001-20261123-${String(index + 1).padStart(8, '0')}.XML`);
      expect(file.package.name).toBe(file.message.name.replace('.XML', '.ZIP'));
      expect(file.package.bytes.length).toBeLessThanOrEqual(2_000);
      expect(validateLargeValueMessage(file.message.name, file.message.bytes)).toEqual([]);
      expect(firstEntry(file.package.bytes)).toEqual([file.message.name, file.message.bytes]);
    });
    expect(files.flatMap((file) => keysOf(file.part))).toEqual(keysOf(snapshot));
  });

  it('give up openly when one transaction alone is too large', async () => {
    await expect(filesOf(smallReport, { packageMaxBytes: 100 })).rejects.toThrow('does not fit');
  });

  it('have the same bytes for the same report', async () => {
    const [first, second] = [await filesOf(smallReport, {}), await filesOf(smallReport, {})];
    expect(first[0]?.package.bytes.equals(second[0]?.package.bytes ?? Buffer.alloc(0))).toBe(true);
    const bytes = await zipFiles([{ name: 'A.XML', bytes: Buffer.from('A') }], '2026-11-23T09:30:10');
    // DOS time and date of 09:30:10 on 23 November 2026, whatever the zone of the machine.
    expect(bytes.readUInt16LE(10)).toBe((9 << 11) | (30 << 5) | 5);
    expect(bytes.readUInt16LE(12)).toBe(((2026 - 1980) << 9) | (11 << 5) | 23);
  });
});

describe('the summary', () => {
  it('adds up by class, direction and currency, and knows what it does not know', () => {
    expect(summarise(smallReport)).toEqual({
      customers: 2,
      records: 2,
      transactions: 2,
      totals: [
        expect.objectContaining({
          feature: '0501',
          direction: '01',
          currency: 'CNY',
          amount: '60000.00',
          amountUsd: '8450.70',
        }),
        expect.objectContaining({
          feature: '0502',
          direction: '02',
          currency: 'EUR',
          amount: '250000.00',
          amountUsd: null,
        }),
      ],
    });
  });
});

/** Name and content of the first entry, read from the local header alone. */
function firstEntry(zip: Buffer): [string, Buffer] {
  const size = zip.readUInt32LE(18);
  const nameLength = zip.readUInt16LE(26);
  const start = 30 + nameLength + zip.readUInt16LE(28);
  return [zip.toString('utf8', 30, 30 + nameLength), inflateRawSync(zip.subarray(start, start + size))];
}
