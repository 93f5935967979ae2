import { jest } from '@jest/globals';
import { summarise } from '../../../src/reporting/domain/totals.js';
import { maskNumber } from '../../../src/reporting/domain/mask.js';
import { grouped } from '../../../src/reporting/pdf/amount.js';
import { PRINTED_RECORDS } from '../../../src/reporting/pdf/details.js';
import { largeValuePdf, type LargeValuePdfInput } from '../../../src/reporting/pdf/large-value-pdf.js';
import { TextPen } from '../../../src/platform/pdf/text.js';
import {
  form,
  sampleCustomer,
  sampleSnapshot,
  sampleTransaction,
  smallReport,
} from '../../support/report-samples.js';

const digest = '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881';

function inputOf(changes: Partial<LargeValuePdfInput> = {}): LargeValuePdfInput {
  const snapshot = changes.snapshot ?? smallReport;
  return {
    language: 'zh',
    snapshot,
    summary: summarise(snapshot),
    form,
    report: {
      id: 'R1',
      status: 'draft',
      dueOn: '2026-11-27',
      createdAt: new Date('2026-11-23T01:30:10Z'),
      createdAtText: '2026-11-23 09:30:10',
      maker: 'officer',
      approver: null,
      approvedAtText: null,
    },
    messages: [{ name: 'NBHC0000000000001-20261123-00000001.XML', sha256: digest, size: 8192, records: 2 }],
    findings: [],
    ...changes,
  };
}

/** Every line of text the report prints, in order, before it is cut to its column. */
async function printed(input: LargeValuePdfInput): Promise<string[]> {
  const spy = jest.spyOn(TextPen.prototype, 'line').mockImplementation(() => {});
  await largeValuePdf(input);
  const texts = spy.mock.calls.map(([text]) => text);
  spy.mockRestore();
  return texts;
}

const many = (count: number) =>
  sampleSnapshot([
    sampleCustomer(
      {},
      Array.from({ length: count }, (_, n) =>
        sampleTransaction({ reference: `T${n}`, businessId: `core:T${n}` }),
      ),
    ),
  ]);

describe('the printed report', () => {
  it('has the same bytes for the same input', async () => {
    const [first, second] = [await largeValuePdf(inputOf()), await largeValuePdf(inputOf())];
    expect(first.subarray(0, 5).toString()).toBe('%PDF-');
    expect(first.equals(second)).toBe(true);
    expect(first.includes('D:20261123013010Z')).toBe(true);
    expect((await largeValuePdf(inputOf({ language: 'en' }))).equals(first)).toBe(false);
  });

  it('says who, what, how much, and the digest of the message', async () => {
    const texts = await printed(inputOf());
    for (const expected of [
      '大额交易报告', '示例银行', '2026-11-20', '2026-11-27', '草稿', 'officer', '尚未审批', digest, '60,000.00', '250,000.00',
      '0501  现金收支', 'C0002   ·   境外机构在华登记 D******/1   ·   中国, 德国', 'core:T7', 'Muster GmbH',
      '第 1 页 / 共 2 页', '第 2 页 / 共 2 页',
    ]) expect(texts).toContain(expected); // prettier-ignore
  });

  it('speaks English too', async () => {
    const texts = await printed(inputOf({ language: 'en' }));
    for (const expected of ['Large-value transaction report', 'Draft', 'Page 2 of 2', '0501  Cash', 'In']) {
      expect(texts).toContain(expected);
    }
    expect(texts.filter((text) => /undefined|null/.test(text))).toEqual([]);
  });

  it('never prints a whole document number', async () => {
    const texts = await printed(inputOf());
    expect(texts.join('\n')).not.toMatch(/11010519491231002X|110101200002290018|DE-2026\/1/);
    expect(maskNumber('11010519491231002X')).toBe('110***********002X');
    expect(maskNumber('1234')).toBe('****');
  });

  it('repeats customer and table head on every page, and numbers the pages', async () => {
    const texts = await printed(inputOf({ snapshot: many(60) }));
    const pages = texts.filter((text) => /^第 \d+ 页 \/ 共 \d+ 页$/.test(text));
    expect(pages.length).toBeGreaterThan(3);
    expect(pages).toEqual(pages.map((_, index) => `第 ${index + 1} 页 / 共 ${pages.length} 页`));
    const detailPages = texts.filter(
      (text) => text === '业务标识号' || text === '客户账号 / 业务标识号',
    ).length;
    expect(detailPages).toBe(texts.filter((text) => text === '张晓明' || text === '张晓明 （续）').length);
    expect(detailPages).toBeGreaterThanOrEqual(pages.length - 1);
    for (let n = 0; n < 60; n += 1) expect(texts.filter((text) => text === `core:T${n}`)).toHaveLength(1);
  });

  it('says openly what it leaves to the messages', async () => {
    const texts = await printed(inputOf({ snapshot: many(PRINTED_RECORDS + 7) }));
    expect(texts).toContain('其余 7 条记录未打印，见上列报文。');
  });

  it('prints names of any script', async () => {
    const names = ['Nguyễn Văn Đức', 'Иван Петров', '𠮷田', 'مریم'];
    const customers = names.map((name, index) => {
      const customer = sampleCustomer({ customerNumber: `C${index}`, name });
      const features = customer.features.map((f) => ({
        ...f,
        identities: f.identities.map((i) => ({ ...i, name })),
      }));
      return { ...customer, features };
    });
    await expect(largeValuePdf(inputOf({ snapshot: sampleSnapshot(customers) }))).resolves.toBeInstanceOf(
      Buffer,
    );
  });

  it('sets thousands apart', () => {
    expect(['5', '1234', '1234567.125', '100'].map(grouped)).toEqual(['5', '1,234', '1,234,567.125', '100']);
  });
});
