import fc from 'fast-check';
import { addDays, daysBetween } from '../../../src/platform/index.js';
import { answerDueOn, clockOf } from '../../../src/due-diligence/objections/domain/due.js';
import {
  objectionActs,
  outwardStatus,
  statusAfterAct,
  statusOfObjection,
  type ObjectionAct,
} from '../../../src/due-diligence/objections/domain/status.js';
import { loadObjectionRules } from '../../../src/due-diligence/objections/index.js';

const rules = loadObjectionRules();
const acts = fc.array(fc.constantFrom<ObjectionAct>(...objectionActs), { maxLength: 30 });
const someDay = fc.integer({ min: 0, max: 3_000 }).map((n) => addDays('2025-01-01', n));

describe('the status of an objection', () => {
  it('is answered exactly when some proposal was approved, and stays so', () => {
    fc.assert(
      fc.property(acts, (list) => {
        // Told apart from the table of transitions: an approval counts right after an unreturned proposal.
        let pending = false;
        let answered = false;
        for (const act of list) {
          if (answered) continue;
          if (act === 'approved' && pending) answered = true;
          pending = act === 'proposed' ? true : act === 'returned' ? false : pending;
        }
        expect(statusOfObjection(list)).toBe(answered ? 'answered' : pending ? 'proposed' : 'open');
      }),
    );
  });

  it('is the same however the acts are cut into parts, and an act out of place changes nothing', () => {
    fc.assert(
      fc.property(acts, fc.constantFrom<ObjectionAct>(...objectionActs), (list, act) => {
        const before = statusOfObjection(list);
        expect(statusOfObjection([...list, act])).toBe(statusAfterAct(before, act) ?? before);
        expect(objectionActs.filter((one) => statusAfterAct('answered', one) !== undefined)).toEqual([]);
      }),
    );
  });

  it('shows outside only whether there is an answer', () => {
    expect((['open', 'proposed', 'answered'] as const).map(outwardStatus)).toEqual([
      'open',
      'open',
      'answered',
    ]);
  });
});

describe('the day of the answer', () => {
  it('lies fifteen calendar days after the receipt, through month ends and leap days', () => {
    expect(answerDueOn(rules, '2028-02-20', false)).toBe('2028-03-06');
    expect(answerDueOn(rules, '2026-12-20', false)).toBe('2027-01-04');
    fc.assert(fc.property(someDay, (day) => daysBetween(day, answerDueOn(rules, day, false)) === 15));
  });

  it('is the same day where basic services are concerned', () =>
    expect(answerDueOn(rules, '2026-03-02', true)).toBe('2026-03-02'));

  it('follows the schedule in force on the day of the receipt', () => {
    const changed = {
      ...rules,
      answerWithin: {
        ...rules.answerWithin,
        measure: {
          ...rules.answerWithin.measure,
          schedules: [{ from: '2027-01-01', calendarDays: 10 }, ...rules.answerWithin.measure.schedules],
        },
      },
    };
    expect(answerDueOn(changed, '2026-12-31', false)).toBe('2027-01-15');
    expect(answerDueOn(changed, '2027-01-01', false)).toBe('2027-01-11');
  });

  it('is overdue from the day after on, and never once answered', () => {
    expect(clockOf('open', '2026-03-17', '2026-03-17')).toEqual({ daysLeft: 0, overdue: false });
    expect(clockOf('proposed', '2026-03-17', '2026-03-18')).toEqual({ daysLeft: -1, overdue: true });
    expect(clockOf('answered', '2026-03-17', '2026-05-01')).toEqual({ daysLeft: null, overdue: false });
  });
});
