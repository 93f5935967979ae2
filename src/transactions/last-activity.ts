import type { LastActivity } from '../customers/index.js';

/** The business day of the newest movement of a customer, also of one that was attempted or taken back. */
export const lastMovement: LastActivity = async (q, customerKey) => {
  const [row] = await q.query<{ day: string }>(
    `SELECT business_date::text AS day FROM ledger WHERE customer_id = $1 ORDER BY booked_at DESC LIMIT 1`,
    [customerKey],
  );
  return row?.day;
};
