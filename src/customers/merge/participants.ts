import type { Clock } from '../../platform/index.js';
import { decideMerged, refreshFindings } from '../duplicates/pairs.js';
import { disinheritFindings, inheritFindings } from '../standing.js';
import { movingRows } from './moving-rows.js';
import type { MergeParticipant } from './ports.js';

/** Accounts, events and images go with their customer; a pair that was proposed is settled by the merge. */
export function customerParticipants(clock: Clock): MergeParticipant[] {
  return [
    movingRows('account'),
    movingRows('customer_event'),
    movingRows('document_image'),
    {
      name: 'duplicates',
      tables: ['customer_duplicate'],
      move: async (tx, { from, to, actor }) => {
        await decideMerged(tx, actor, [from, to], clock.now());
        await refreshFindings(tx, [from, to]);
      },
      // What was decided stays decided: that somebody once took the two for one is worth knowing.
      restore: (tx, { from, to }) => refreshFindings(tx, [from, to]),
    },
    {
      name: 'standing',
      tables: [],
      move: (tx, { from, to }) => inheritFindings(tx, from, to),
      restore: (tx, { from, originals }) => disinheritFindings(tx, from, originals),
    },
  ];
}
