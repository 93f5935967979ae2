import fc from 'fast-check';
import { addDays, BankDays, daysBetween, isDay } from '../../src/platform/index.js';
import { loadReviewRules } from '../../src/due-diligence/index.js';
import { changedFacts } from '../../src/due-diligence/reviews/domain/changed-facts.js';
import { scheduleOn, stepsBetween, stepsOf } from '../../src/due-diligence/reviews/domain/schedule.js';
import { collectItems, taskKinds } from '../../src/due-diligence/reviews/types.js';
import type { Facts } from '../../src/customers/index.js';

const rules = loadReviewRules();
const schedule = scheduleOn(rules.kinds['document-expiry'], '2026-06-01');
const someDay = fc.integer({ min: 0, max: 3_000 }).map((n) => addDays('2024-01-01', n));

describe('the rules', () => {
  it('have every kind, and words that exist', () => {
    expect(Object.keys(rules.kinds).sort()).toEqual([...taskKinds].sort());
    for (const { collect, schedules } of Object.values(rules.kinds)) {
      for (const item of collect) expect(collectItems).toContain(item);
      for (const { steps } of schedules) {
        const days = steps.map(({ day }) => day);
        expect(days).toEqual([...days].sort((a, b) => a - b));
      }
    }
    for (const kind of ['alert', 'list-hit'] as const)
      expect(rules.kinds[kind].audiences).toEqual(['compliance']);
  });

  it('take the newest schedule that has begun', () => {
    const rule = {
      ...rules.kinds.doubt,
      schedules: [
        { from: '2027-01-01', steps: [], dueInDays: 2 },
        { from: '2026-01-01', steps: [], dueInDays: 1 },
      ],
    };
    expect(scheduleOn(rule, '2026-12-31').dueInDays).toBe(1);
    expect(scheduleOn(rule, '2027-01-01').dueInDays).toBe(2);
  });
});

describe('the steps of an expiring document', () => {
  it('fall on the named number of days from the expiry, through month ends and leap days', () => {
    const on = (dueOn: string) => stepsOf(schedule, dueOn, addDays(dueOn, -90)).map((one) => one.on);
    expect(on('2028-02-29')).toEqual([
      '2027-12-01',
      '2028-01-30',
      '2028-02-29',
      '2028-03-30',
      '2028-04-29',
      '2028-05-29',
    ]);
    fc.assert(
      fc.property(someDay, (dueOn) => {
        const days = on(dueOn);
        expect(days.every(isDay)).toBe(true);
        expect(days.map((day) => daysBetween(dueOn, day))).toEqual(schedule.steps.map(({ day }) => day));
      }),
    );
  });

  it('begin, for what is learnt late, with the step it is in, and never before the reason', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -120, max: 120 }), (dueOn, late) => {
        const raisedOn = addDays(dueOn, late);
        const steps = stepsOf(schedule, dueOn, raisedOn);
        expect(steps.every(({ on }) => on >= raisedOn || late < -90)).toBe(true);
        expect(steps.filter(({ on }) => on === raisedOn).length).toBeLessThanOrEqual(1);
        expect(steps.length).toBeGreaterThan(0);
      }),
    );
  });

  it('are the same however the days are cut into runs', () => {
    fc.assert(
      fc.property(
        someDay,
        fc.integer({ min: -100, max: 0 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { maxLength: 12 }),
        (dueOn, late, cuts) => {
          const raisedOn = addDays(dueOn, late);
          const steps = stepsOf(schedule, dueOn, raisedOn);
          const end = addDays(raisedOn, 300);
          const whole = stepsBetween(steps, raisedOn, end).due;
          let from = raisedOn;
          const parts = [...cuts.sort((a, b) => a - b).map((n) => addDays(raisedOn, n)), end].flatMap(
            (through) => {
              const { due, next } = stepsBetween(steps, from, through);
              expect(next === null || next > through).toBe(true);
              from = addDays(through, 1);
              return due;
            },
          );
          expect(parts).toEqual(whole);
        },
      ),
    );
  });

  it("go by the bank's day, whatever the zone of the machine", () => {
    const shanghai = new BankDays('Asia/Shanghai');
    const newYork = new BankDays('America/New_York');
    const instant = new Date('2026-03-31T17:00:00Z');
    expect([shanghai.dayOf(instant), newYork.dayOf(instant)]).toEqual(['2026-04-01', '2026-03-31']);
    const first = (day: string) =>
      stepsBetween(stepsOf(schedule, '2026-04-01', '2026-01-01'), '2026-04-01', day).due;
    expect(first(shanghai.dayOf(instant))).toHaveLength(1);
    expect(first(newYork.dayOf(instant))).toHaveLength(0);
  });
});

describe('changes of a customer', () => {
  const facts = (more: Partial<Facts>): Facts => ({
    kind: 'individual',
    name: '王芳',
    branch: 'B1',
    ...more,
  });
  const card = { type: 'resident-id' as const, number: '1', validUntil: '2026-05-01' };
  const fields = rules.kinds['data-change'].fields!;

  it('are those of article 26 only: not an address, not a longer validity', () => {
    expect(changedFacts(facts({}), facts({ occupation: 'x' }), fields)).toEqual([]);
    expect(
      changedFacts(
        facts({ documents: [card] }),
        facts({ documents: [{ ...card, validUntil: '2036-05-01' }] }),
        fields,
      ),
    ).toEqual([]);
    expect(
      changedFacts(facts({ documents: [card] }), facts({ documents: [{ ...card, number: '2' }] }), fields),
    ).toEqual(['documents']);
    expect(changedFacts(facts({}), facts({ name: '王方', businessScope: 'x' }), fields)).toEqual([
      'name',
      'businessScope',
    ]);
  });
});
