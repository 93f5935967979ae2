import fc from 'fast-check';
import { assessOccasional, loadOccasionalRules } from '../../../src/due-diligence/index.js';

const rules = loadOccasionalRules();
const money = (
  amount: string,
  currency = 'CNY',
  usd: string | null = currency === 'USD' ? amount : null,
) => ({
  amount,
  currency,
  usd,
});
const assess = (
  service: string,
  own: ReturnType<typeof money>,
  {
    linked = [],
    day = '2026-03-02',
    notFound = 0,
  }: { linked?: ReturnType<typeof money>[]; day?: string; notFound?: number } = {},
) => assessOccasional(rules, { service, day, own, linked, notFound });

describe('one-off services', () => {
  it.each([
    ['cash-remittance', money('49999.99'), '2026-03-02', false],
    ['cash-remittance', money('50000.00'), '2026-03-02', true],
    ['cash-exchange', money('9999.99', 'USD'), '2026-03-02', false],
    ['cash-exchange', money('10000.00', 'USD'), '2026-03-02', true],
    ['cash-exchange', money('9000.00', 'EUR', '10000.00'), '2026-03-02', true],
    ['bill-payment', money('50000.00'), '2026-03-02', true],
    ['precious-metals', money('49999.99'), '2026-03-02', false],
    ['financial-products', money('50000.00'), '2026-03-02', true],
    // The Measures of 2007 until the end of 2025.
    ['cash-remittance', money('10000.00'), '2025-12-31', true],
    ['cash-remittance', money('9999.99'), '2025-12-31', false],
    ['cash-remittance', money('10000.00'), '2026-01-01', false],
    ['cash-exchange', money('1000.00', 'USD'), '2025-12-31', true],
    // Remittances: the originator's data.
    ['outward-remittance', money('5000.00'), '2026-03-02', true],
    ['outward-remittance', money('4999.99'), '2026-03-02', false],
    ['outward-remittance', money('1000.00', 'USD'), '2026-03-02', true],
    ['domestic-remittance', money('5000.00'), '2026-03-02', true],
    ['domestic-remittance', money('999.99', 'USD'), '2026-03-02', false],
    ['insurance-surrender', money('10000.00'), '2026-03-02', true],
    ['insurance-contract', money('49999.99'), '2026-03-02', false],
    ['prepaid-card', money('10000.00'), '2026-03-02', true],
    // Its limit is in yuan alone: what foreign money comes to is not known, so it is asked for.
    ['prepaid-card', money('100000.00', 'USD'), '2026-03-02', true],
    ['insurance-contract', money('1000000.00', 'EUR', '1080000.00'), '2026-03-02', true],
    ['safe-deposit-box', money('0.01'), '2026-03-02', true],
  ])('%s of %j on %s: %s', (service, own, day, required) => {
    const { dueDiligenceRequired, reasons, thresholds } = assess(service, own, { day });
    expect(dueDiligenceRequired).toBe(required);
    expect(reasons.length > 0).toBe(required);
    expect(thresholds.length).toBeGreaterThan(0);
  });

  it('name the article and what to do, in both languages', () => {
    const { reasons, thresholds } = assess('cash-remittance', money('50000.00'));
    expect(reasons[0]!.message).toEqual({
      en: 'The amount reaches CNY 50000 or USD 10000: identify the customer and verify the identity before the service (art. 7, 9).',
      zh: '金额达到 CNY 50000 或等值 USD 10000，应在办理前识别并核实客户身份（第7, 9条）。',
    });
    expect(thresholds).toMatchObject([{ id: 'one-off', article: '7, 9', linked: true, reached: true }]);
    expect(
      assess('outward-remittance', money('6000.00')).thresholds.map(({ id, reached }) => [id, reached]),
    ).toEqual([
      ['outward-remittance', true],
      ['one-off', false],
    ]);
  });

  it('count what is linked, except where the article speaks of a single one', () => {
    const linked = [money('30000.00')];
    expect(assess('cash-remittance', money('20000.00'), { linked }).reasons.map(({ code }) => code)).toEqual([
      'limit-reached-linked',
    ]);
    expect(assess('cash-remittance', money('19999.99'), { linked }).dueDiligenceRequired).toBe(false);
    const small = assess('domestic-remittance', money('2500.00'), { linked: [money('2500.00')] });
    expect(small.dueDiligenceRequired).toBe(false);
  });

  it('add yuan and foreign currency by their shares', () => {
    const half = money('25000.00');
    expect(assess('cash-exchange', money('5000.00', 'USD'), { linked: [half] }).dueDiligenceRequired).toBe(
      true,
    );
    expect(assess('cash-exchange', money('4999.99', 'USD'), { linked: [half] }).dueDiligenceRequired).toBe(
      false,
    );
  });

  it('count as reached while a rate is missing, and say what was not found', () => {
    expect(assess('cash-exchange', money('1.00', 'EUR')).reasons.map(({ code }) => code)).toEqual([
      'rate-missing',
    ]);
    const { dueDiligenceRequired, reasons } = assess('cash-remittance', money('1.00'), { notFound: 2 });
    expect([dueDiligenceRequired, reasons.map(({ code }) => code)]).toEqual([false, ['linked-not-found']]);
  });

  it('never become free by adding a link, in whatever order the links come', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 6_000_000 }), { maxLength: 6 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 6_000_000 }), (fen, own) => {
        const all = fen.map((one) => money((one / 100).toFixed(2)));
        const mine = money((own / 100).toFixed(2));
        const total = own + fen.reduce((sum, one) => sum + one, 0);
        const required = assess('other', mine, { linked: all }).dueDiligenceRequired;
        expect(required).toBe(total >= 5_000_000);
        expect(assess('other', mine, { linked: all.reverse() }).dueDiligenceRequired).toBe(required);
      }),
    );
  });
});
