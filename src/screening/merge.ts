import { movingRows, type MergeParticipant } from '../customers/index.js';
import type { Screening } from './screening.js';

const rows = movingRows('screening_match', { clash: ['entry_id'] });

/** Matches go with their customer; of two with one entry that of the kept customer stands. */
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
