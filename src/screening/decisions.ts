import { isId, problems, type Actor, type Clock, type Tx } from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { Alerts } from '../alerts/index.js';
import { matchStatus, type Decision, type MatchStatus } from './domain/match-status.js';
import { sameDecider, settledMatch } from './problems.js';
import { episodeOf, SCREENING_RULE, type Screening } from './screening.js';

/**
 * One person's judgement of a match; it is settled when a second person judges alike. Throws 404, 409 `match-settled`
 * or `decided-already`.
 */
export async function decideMatch(
  tx: Tx,
  actor: Actor,
  { id, decision, reason }: { id: string; decision: Decision; reason: string },
  {
    clock,
    audit,
    alerts,
    screening,
  }: { clock: Clock; audit: AuditTrail; alerts: Alerts; screening: Screening },
): Promise<{ id: string; status: MatchStatus }> {
  const [match] = isId(id)
    ? await tx.query<{
        id: string;
        customer_id: string;
        status: MatchStatus;
        list_id: string;
        entity_id: string;
      }>(
        `SELECT m.id, m.customer_id, m.status, e.list_id, e.entity_id FROM screening_match m
         JOIN watchlist_entry e ON e.id = m.entry_id WHERE m.public_id = $1 FOR UPDATE OF m`,
        [id],
      )
    : [];
  if (!match) throw problems.notFound();
  if (match.status === 'true-match' || match.status === 'false-match') throw settledMatch();
  const taken = await tx.query<{ decision: Decision; actorId: string }>(
    'SELECT decision, actor_id AS "actorId" FROM screening_decision WHERE match_id = $1 ORDER BY position',
    [match.id],
  );
  if (taken.at(-1)?.actorId === actor.id) throw sameDecider();
  const status = matchStatus([...taken, { decision, actorId: actor.id }]);
  await tx.query(
    `INSERT INTO screening_decision (match_id, position, decision, reason, actor_id, actor_name, decided_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [match.id, taken.length, decision, reason, actor.id, actor.name, clock.now()],
  );
  await tx.query('UPDATE screening_match SET status = $2 WHERE id = $1', [match.id, status]);
  if (status === 'false-match' || status === 'true-match')
    await alerts.settle(
      tx,
      { ruleId: SCREENING_RULE, customerId: match.customer_id, episode: episodeOf(match) },
      status === 'false-match' ? 'excluded' : 'escalated',
    );
  await screening.refresh(tx, [match.customer_id]);
  await audit.append(tx, actor, {
    action: 'screening-match.decided',
    subject: { kind: 'screening-match', id },
    details: { decision, status },
  });
  return { id, status };
}
