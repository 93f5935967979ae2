import { movingRows } from '../../../customers/index.js';

/**
 * What differs from a register is the kept customer's to clear up, with the clock it has. Where one with the same
 * register is open there, it is ended under its own number.
 */
export const discrepancyMerge = movingRows('register_discrepancy', {
  clash: ['register'],
  among: (row) => `${row}.status IN ('found', 'reminded')`,
});
