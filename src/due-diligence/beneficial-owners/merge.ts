import { movingRows } from '../../customers/index.js';

/** Stronger measures that stand go with the customer; that the usual ones do takes none away from the kept one. */
export const ownerMeasureMerge = movingRows('beneficial_owner_measure', {
  only: `(SELECT m.measure FROM beneficial_owner_measure m WHERE m.customer_id = $1 ORDER BY m.id DESC LIMIT 1)
    = 'stronger'`,
});
