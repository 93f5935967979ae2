import fc from 'fast-check';
import { projectRoot } from '../../../src/platform/index.js';
import { loadRiskBook } from '../../../src/risk-rating/index.js';
import { holds } from '../../../src/risk-rating/domain/condition.js';
import { explain } from '../../../src/risk-rating/domain/explain.js';
import { factCatalogue, type FactName, type RiskFacts } from '../../../src/risk-rating/domain/facts.js';
import { listsOn } from '../../../src/risk-rating/domain/lists.js';
import { modelFaults } from '../../../src/risk-rating/domain/model-faults.js';
import type { Condition, RiskModel } from '../../../src/risk-rating/domain/model.js';
import { addMonths, finalLevel } from '../../../src/risk-rating/domain/override.js';
import { rate } from '../../../src/risk-rating/domain/rate.js';

const book = loadRiskBook();
const lists = listsOn(book.lists, '2026-03-02');
const individual = book.models.find(({ id }) => id === 'cn-individual')!;
const text = { en: 'x', zh: '某' };

/** A model whose items each read one number: the fact `transactions` scaled per item is not needed, scores are given. */
const scored = (weights: readonly number[], scores: readonly number[], grades: number): RiskModel => ({
  ...individual,
  grades,
  highest: [],
  lowestBarred: [],
  factors: [
    {
      factor: 'customer',
      title: text,
      items: weights.map((weight, at) => ({
        item: `item-${at}`,
        title: text,
        weight,
        unknown: grades,
        scores: [],
        otherwise: { score: scores[at]!, because: text },
      })),
    },
  ],
});

/** Weights of whole hundredths that sum to a hundred. */
const weights = fc
  .uniqueArray(fc.integer({ min: 1, max: 9_999 }), { minLength: 1, maxLength: 14 })
  .map((cuts) => [0, ...cuts.sort((a, b) => a - b), 10_000])
  .map((cuts) => cuts.slice(1).map((cut, at) => (cut - cuts[at]!) / 100));
const grades = fc.integer({ min: 2, max: 10 });

describe('the total', () => {
  it('is 100 when every item has the highest score, and 100/m when each has 1', () => {
    fc.assert(
      fc.property(weights, grades, (p, m) => {
        expect(
          rate(
            scored(
              p,
              p.map(() => m),
              m,
            ),
            {},
            lists,
          ).total,
        ).toBe(100);
        expect(
          rate(
            scored(
              p,
              p.map(() => 1),
              m,
            ),
            {},
            lists,
          ).total,
        ).toBe(Math.round(10_000 / m) / 100);
      }),
    );
  });

  it('stays between 100/m and 100, is Σaᵢpᵢ/m, and equals the sum of what the items give', () => {
    fc.assert(
      fc.property(weights, fc.infiniteStream(fc.integer({ min: 1, max: 5 })), (p, stream) => {
        const scores = [...stream.take(p.length)];
        const model = scored(p, scores, 5);
        const rating = rate(model, {}, lists);
        const exact = scores.reduce((sum, a, at) => sum + a * Math.round(p[at]! * 100), 0) / 500;
        expect(rating.total).toBeCloseTo(exact, 2);
        expect(rating.total).toBeGreaterThanOrEqual(20);
        expect(rating.total).toBeLessThanOrEqual(100);
        const given = explain(model, rating).items.reduce((sum, { contribution }) => sum + contribution, 0);
        expect(Math.abs(given - rating.total)).toBeLessThanOrEqual(0.01 * p.length);
      }),
    );
  });

  it('never falls, nor does the level, when one score rises', () => {
    fc.assert(
      fc.property(weights, fc.infiniteStream(fc.integer({ min: 1, max: 4 })), fc.nat(), (p, stream, pick) => {
        const scores = [...stream.take(p.length)];
        const raised = scores.map((score, at) => (at === pick % p.length ? score + 1 : score));
        const low = rate(scored(p, scores, 5), {}, lists);
        const high = rate(scored(p, raised, 5), {}, lists);
        expect(high.total).toBeGreaterThanOrEqual(low.total);
        const rank = (level: string) => individual.levels.findIndex((one) => one.level === level);
        expect(rank(high.level)).toBeLessThanOrEqual(rank(low.level));
      }),
    );
  });

  it.each([
    [5, 100, 'high'],
    [4, 80, 'high'],
    [3, 60, 'medium-high'],
    [2, 40, 'medium-low'],
    [1, 20, 'low'],
  ])('of all %i is %i: %s', (score, total, level) => {
    const rating = rate(scored([40, 60], [score, score], 5), {}, lists);
    expect(rating).toMatchObject({ total, level });
  });

  it('at a cut-off belongs to the level that begins there', () => {
    expect(rate(scored([75, 25], [5, 1], 5), {}, lists)).toMatchObject({ total: 80, level: 'high' });
    // 3.75 of 5 exactly: 75.
    expect(rate(scored([75, 25], [4, 3], 5), {}, lists)).toMatchObject({ total: 75, level: 'high' });
    expect(rate(scored([74.99, 25.01], [4, 3], 5), {}, lists)).toMatchObject({ level: 'medium-high' });
  });
});

/** An ordinary citizen about whom everything is known. */
const ordinary: RiskFacts = {
  publicBody: false,
  status: 'active',
  informationGaps: 0,
  channel: 'counter',
  agent: false,
  thirdParty: false,
  correspondent: false,
  documentTypes: ['resident-id'],
  documentValid: true,
  foreignDocument: false,
  ageYears: 35,
  nationality: 'CHN',
  countries: ['CHN'],
  regions: [],
  nonResident: false,
  occupation: '20100',
  industry: 'I65',
  transactions: 20,
  cashShare: 0,
  remoteShare: 0,
  crossBorderShare: 0,
  agentShare: 0,
  largeValueAlerts: 0,
  suspiciousAlerts: 0,
  suspicionsConfirmed: 0,
  screening: 'clear',
  politicallyExposed: false,
  ownerPoliticallyExposed: false,
  dueDiligenceRefused: false,
  judicialInvestigation: false,
  adverseMedia: false,
  riskNotice: false,
};
const of = (more: RiskFacts) => rate(individual, { ...ordinary, ...more }, lists);

describe('the model of individuals', () => {
  it('gives an ordinary citizen the least there is', () => {
    expect(of({})).toMatchObject({ total: 20, level: 'low', rules: [] });
  });

  it('scores what is not known with care, and says what that is', () => {
    const rating = of({ occupation: null });
    const item = explain(individual, rating).items.find(({ item }) => item === 'occupation')!;
    expect(item).toMatchObject({ score: 3, unknown: true });
    expect(item.because).toEqual({
      en: 'Not known, rated with care: occupation',
      zh: '未知，从严评分：职业',
    });
  });

  it('never rates a customer lower for a fact that is not known', () => {
    fc.assert(
      fc.property(fc.subarray(Object.keys(ordinary) as FactName[]), (names) => {
        const less = Object.fromEntries(names.map((name) => [name, null]));
        expect(of(less).total).toBeGreaterThanOrEqual(of({}).total);
      }),
    );
  });

  it('names the values behind a score', () => {
    const item = explain(individual, of({ cashShare: 62.5 })).items.find(({ item }) => item === 'cash')!;
    expect(item).toMatchObject({
      score: 4,
      because: { en: '62.5% of the amount was cash', zh: '现金金额占 62.5%' },
    });
  });

  it.each([
    ['a match on a list', { screening: 'hit' }, 'listed'],
    ['a foreign politically exposed person', { politicallyExposed: true }, 'foreign-politically-exposed'],
    ['several suspicions', { suspicionsConfirmed: 2 }, 'several-suspicions'],
    ['who refuses due diligence', { dueDiligenceRefused: true }, 'refuses-due-diligence'],
    ['from a country under a call for action', { nationality: 'PRK' }, 'call-for-action'],
  ] as const)('gives %s the highest level whatever the total', (_who, facts, rule) => {
    const rating = of(facts);
    expect(rating.level).toBe('high');
    expect(rating.scoredLevel).not.toBe('high');
    expect(rating.rules).toContainEqual(expect.objectContaining({ rule, effect: 'highest' }));
  });

  it.each([
    ['a non-resident', { nonResident: true }],
    ['one with a standing suspicion', { suspiciousAlerts: 1 }],
    ['one whose account an agent opened', { agent: true }],
  ])('keeps %s from the lowest level', (_who, facts) => {
    const rating = of(facts);
    expect(rating.scoredLevel).toBe('low');
    expect(rating.level).toBe('medium-low');
  });
});

describe('lists', () => {
  it('hold by day: a country is on the list until the day it is taken off', () => {
    const on = (day: string) => listsOn(book.lists, day).get('fatf-increased-monitoring')!;
    expect(on('2025-10-23')('ZAF')).toBe(true);
    expect(on('2025-10-24')('ZAF')).toBe(false);
    expect(on('2023-02-23')('ZAF')).toBe(false);
  });

  it('know an industry by the beginning of its code or by a word', () => {
    const industries = lists.get('high-risk-industries')!;
    expect(['R90', 'R9011', '珠宝零售', 'K70'].map(industries)).toEqual([true, true, true, true]);
    expect(['I65', '软件', 'R8'].map(industries)).toEqual([false, false, false]);
  });
});

describe('conditions on what is not known', () => {
  const yes: Condition = { fact: 'agent', equals: true };
  const open: Condition = { fact: 'occupation', equals: 'x' };
  it.each([
    [{ all: [yes, open] }, undefined],
    [{ all: [{ not: yes }, open] }, false],
    [{ any: [yes, open] }, true],
    [{ any: [{ not: yes }, open] }, undefined],
    [{ not: open }, undefined],
  ] as [Condition, boolean | undefined][])('%j', (condition, truth) => {
    expect(holds(condition, { agent: true }, lists)).toBe(truth);
  });
});

describe('a model', () => {
  const names = new Set(book.lists.map(({ id }) => id));
  const codes = (model: RiskModel) => modelFaults(model, book.limits, names).map(({ code }) => code);
  const changed = (change: (model: RiskModel) => void) => {
    const model = structuredClone(individual);
    change(model);
    return codes(model);
  };

  it('as shipped is without fault, and reads only facts that exist', () => {
    expect(book.models.map(codes)).toEqual([[], []]);
    expect(Object.keys(factCatalogue).length).toBeGreaterThan(30);
    expect(projectRoot).not.toBe('');
  });

  it.each([
    [
      'weights that do not sum to a hundred',
      (m: RiskModel) => void (m.factors[0]!.items[0]!.weight += 1),
      'weights-sum',
    ],
    ['a score beyond the grades', (m: RiskModel) => void (m.factors[0]!.items[0]!.unknown = 6), 'score'],
    ['too few levels', (m: RiskModel) => void m.levels.splice(1, 3), 'levels'],
    ['levels out of order', (m: RiskModel) => void (m.levels[1]!.from = 80), 'order'],
    ['a lowest level above 0', (m: RiskModel) => void (m.levels[4]!.from = 10), 'lowest'],
    [
      'a review of the highest level less than yearly',
      (m: RiskModel) => void (m.levels[0]!.reviewMonths = 13),
      'review-too-rare',
    ],
    [
      'a review more than twice as late as above',
      (m: RiskModel) => void (m.levels[1]!.reviewMonths = 13),
      'review-too-rare',
    ],
    [
      'a fact that does not exist',
      (m: RiskModel) => void (m.highest[0]!.when = { fact: 'nothing' as never, equals: true }),
      'unknown-fact',
    ],
    [
      'a list that does not exist',
      (m: RiskModel) => void (m.highest[0]!.when = { fact: 'countries', inList: 'nothing' }),
      'unknown-list',
    ],
    ['a missing factor', (m: RiskModel) => void m.factors.pop(), 'factor-missing'],
    [
      'an item twice',
      (m: RiskModel) => void (m.factors[0]!.items[1]!.item = m.factors[0]!.items[0]!.item),
      'item-twice',
    ],
  ])('is refused with %s', (_what, change, code) => {
    expect(changed(change)).toContain(code);
  });
});

describe('an override', () => {
  const floor = { highest: false, lowestBarred: false };
  const given = (level: string, judgedAt: string) => ({ level, judgedAt, expiresOn: '2027-01-01' });
  const final = (machine: string, override: ReturnType<typeof given>, more = floor, today = '2026-06-01') =>
    finalLevel(individual, machine, more, override, today);

  it('holds while the machine sees no more risk than people knew of', () => {
    expect(final('high', given('medium', 'high'))).toEqual({ level: 'medium' });
    expect(final('low', given('medium', 'high'))).toEqual({ level: 'medium' });
  });
  it('ends when the machine rises above what was judged', () => {
    expect(final('medium-high', given('low', 'medium'))).toEqual({
      level: 'medium-high',
      ended: 'machine-rose',
    });
  });
  it('upwards holds until the machine rises above it', () => {
    expect(final('medium-high', given('medium-high', 'low'))).toEqual({ level: 'medium-high' });
    expect(final('high', given('medium-high', 'low'))).toEqual({ level: 'high', ended: 'machine-rose' });
  });
  it('ends on its day, by law, and with its level', () => {
    expect(final('high', given('medium', 'high'), floor, '2027-01-01').ended).toBe('expired');
    expect(final('high', given('medium', 'high'), { ...floor, highest: true }).ended).toBe('set-by-law');
    expect(final('medium', given('low', 'medium'), { ...floor, lowestBarred: true }).ended).toBe(
      'set-by-law',
    );
    expect(final('high', given('gone', 'high')).ended).toBe('level-gone');
  });
});

it('months end on the last day where there is no such day', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2026-03-02', 36)).toBe('2029-03-02');
  expect(addMonths('2026-03-02', -12)).toBe('2025-03-02');
});
