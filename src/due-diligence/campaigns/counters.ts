import type { Day, Queryable } from '../../platform/index.js';
import type { CampaignAnswer } from './schemas.js';

export type Counters = Pick<CampaignAnswer, 'targets' | 'done' | 'settled' | 'open' | 'overdue' | 'branches'>;

/**
 * How far campaigns are, whole and by branch, in one statement. A task that was asked again of a customer who had been
 * refused counts once.
 */
export async function countTasks(
  q: Queryable,
  campaigns: readonly string[],
  today: Day,
): Promise<Map<string, Counters>> {
  const rows = await q.query<Counters['branches'][number] & { campaign: string }>(
    `SELECT t.cause_id AS campaign, s.branch, count(*)::int AS targets,
       (count(*) FILTER (WHERE s.status = 'done'))::int AS done,
       (count(*) FILTER (WHERE s.status = 'settled'))::int AS settled,
       (count(*) FILTER (WHERE s.status = 'open'))::int AS open,
       (count(*) FILTER (WHERE s.status = 'open' AND s.due_on < $2::date))::int AS overdue
     FROM review_task t JOIN review_task_state s ON s.task_id = t.id
     WHERE t.cause_kind = 'campaign' AND t.cause_id = ANY($1::text[])
       AND NOT EXISTS (SELECT FROM review_task l WHERE l.customer_id = t.customer_id AND l.kind = t.kind
         AND l.episode = t.episode AND l.occurrence > t.occurrence)
     GROUP BY 1, s.branch ORDER BY 1, s.branch`,
    [campaigns, today],
  );
  return new Map(
    campaigns.map((id) => {
      const branches = rows.flatMap(({ campaign, ...branch }) => (campaign === id ? [branch] : []));
      const sum = (name: 'targets' | 'done' | 'settled' | 'open' | 'overdue') =>
        branches.reduce((total, row) => total + row[name], 0);
      const [targets, done, settled] = [sum('targets'), sum('done'), sum('settled')];
      return [id, { targets, done, settled, open: sum('open'), overdue: sum('overdue'), branches }];
    }),
  );
}
