import type { Bank } from '../bank.js';
import { dayOfMonth } from '../days.js';
import { booking, type Movement, type Party } from '../movement.js';
import type { Profile } from '../profile.js';
import type { Random } from '../random.js';
import type { Plan } from './plan.js';

/** Far enough from the scene that no look-back of a pattern reaches into everyday life. */
const CLEAR_DAYS = 32;
const PURCHASES_A_MONTH = 5;

/**
 * Gives a planted customer an ordinary life before and after the scene, so that it is not found by having nothing
 * but suspicious transactions.
 */
export function liveQuietly(
  bank: Bank,
  plan: Plan,
  profile: Profile,
  scene: { from: number; to: number },
  random: Random,
): void {
  const { history, references, externals } = bank;
  const pay = (
    day: number,
    other: Party,
    direction: 'in' | 'out',
    movement: Omit<Movement, 'day' | 'second'>,
  ): void => {
    const whole = { ...movement, day, second: 8 * 3600 + random.int(12 * 3600) };
    plan.add(day, booking(references.plant(day), whole, profile, direction, other));
  };
  const individual = profile.kind === 'individual';
  const payer = externals.firm(random);
  const payDay = random.pick([8, 10, 15, 20]);
  const monthly = Math.round((profile.yearlyIncome / 12) * 0.82);
  const purpose = individual ? '代发工资' : '货款';
  for (const day of history.working) {
    if (day < profile.openedOn) continue;
    if (day > scene.from - CLEAR_DAYS && day < scene.to + CLEAR_DAYS) continue;
    if (dayOfMonth(day) === payDay && monthly > 0) {
      const amount = individual ? monthly : Math.min(30_000_000, Math.round(monthly / 3));
      pay(day, payer, 'in', {
        amount,
        currency: 'CNY',
        method: 'transfer',
        channel: 'online',
        purpose,
        ...(individual ? { product: 'payroll' } : {}),
      });
    }
    if (random.chance(PURCHASES_A_MONTH / 21)) {
      pay(day, individual ? externals.merchant(random) : externals.firm(random), 'out', {
        amount: individual ? random.between(1_500, 60_000) : random.between(100_000, 2_500_000),
        currency: 'CNY',
        method: individual ? 'card' : 'transfer',
        channel: individual ? 'pos' : 'online',
        purpose: individual ? '消费' : '材料款',
        ...(individual ? { product: 'merchant-acquiring' } : {}),
      });
    }
  }
}
