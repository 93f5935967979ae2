import { movingRows, type MergeParticipant } from '../customers/index.js';
import type { Screening } from './screening.js';

const rows = movingRows('screening_match');

/**
 * Matches go with their customer. Each is of the record whose facts were found, so that two of one entry stand beside
 * each other, and what was judged of one record says nothing of the other.
 */
export const screeningMerge = (screening: Pick<Screening, 'refresh'>): MergeParticipant => ({
  ...rows,
  move: async (tx, move) => {
    await rows.move(tx, move);
    await screening.refresh(tx, [move.to]);
  },
  restore: async (tx, restore) => {
    await rows.restore(tx, restore);
    await screening.refresh(tx, [restore.from, restore.to]);
  },
});
