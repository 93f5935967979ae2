import { Type } from '@sinclair/typebox';
import {
  addDays,
  ok,
  problems,
  read,
  schema,
  type BankDays,
  type Clock,
  type Route,
  type WorkingDays,
} from '../platform/index.js';

const { closed, day } = schema;

/** A year and a leap day: more than any deadline looks ahead. */
const LONGEST_SPAN = 366;

/** The working days that legal deadlines are counted in. */
export function calendarRoutes(parts: { clock: Clock; days: BankDays; workingDays: WorkingDays }): Route[] {
  return [
    read({
      method: 'get',
      path: '/calendar',
      summary: 'Which days are working days, from a day to before another',
      tag: 'Home',
      roles: [
        'teller',
        'compliance-officer',
        'compliance-manager',
        'auditor',
        'administrator',
        'core-banking',
      ],
      query: closed({ from: day('First day'), to: day('Exclusive; at most 366 days after the first') }),
      responses: {
        200: closed({
          today: day("The bank's present day"),
          days: Type.Array(
            closed({
              date: day(),
              working: Type.Boolean(),
              estimated: Type.Boolean({ description: "The year's holiday notice is not published yet" }),
            }),
          ),
        }),
      },
      handle: ({ query: { from, to } }) => {
        if (to > addDays(from, LONGEST_SPAN)) {
          throw problems.invalidQuery({
            faults: [
              {
                pointer: '/to',
                code: 'span-too-long',
                message: { en: 'must be at most 366 days after from', zh: '与 from 的间隔不得超过 366 天' },
              },
            ],
          });
        }
        const list = [];
        for (let date = from; date < to; date = addDays(date, 1)) {
          const working = parts.workingDays.isWorkingDay(date);
          list.push({ date, working, estimated: !parts.workingDays.isFinal(date) });
        }
        return Promise.resolve(ok({ today: parts.days.dayOf(parts.clock.now()), days: list }));
      },
    }),
  ];
}
