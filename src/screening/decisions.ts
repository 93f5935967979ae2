import { isId, problems, type Actor, type Clock, type Tx } from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import type { Alerts } from '../alerts/index.js';
import { matchStatus, type Decision, type MatchStatus } from './domain/match-status.js';
import { sameDecider, settledMatch } from './problems.js';
import { SCREENING_RULE, type Screening } from './screening.js';

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
        episode: string;
      }>('SELECT id, customer_id, status, episode FROM screening_match WHERE public_id = $1 FOR UPDATE', [id])
    : [];
  if (!match) throw problems.notFound();
  if (match.status === 'true-match' || match.status === 'false-match') throw settledMatch();
  const taken = await tx.query<{ decision: Decision; actorId: string }>(
    // What was said of other evidence is no judgement of this.
    `SELECT d.decision, d.actor_id AS "actorId" FROM screening_decision d JOIN screening_match m ON m.id = d.match_id
     WHERE d.match_id = $1 AND d.evidence = m.evidence ORDER BY d.position`,
    [match.id],
  );
  if (taken.at(-1)?.actorId === actor.id) throw sameDecider();
  const status = matchStatus([...taken, { decision, actorId: actor.id }]);
  await tx.query(
    `INSERT INTO screening_decision (match_id, position, decision, reason, actor_id, actor_name, decided_at, evidence)
     SELECT m.id, (SELECT count(*) FROM screening_decision d WHERE d.match_id = m.id), $2, $3, $4, $5, $6, m.evidence
     FROM screening_match m WHERE m.id = $1`,
    [match.id, decision, reason, actor.id, actor.name, clock.now()],
  );
  await tx.query('UPDATE screening_match SET status = $2 WHERE id = $1', [match.id, status]);
  if (status === 'false-match' || status === 'true-match')
    await alerts.settle(
      tx,
      { ruleId: SCREENING_RULE, customerId: match.customer_id, episode: match.episode },
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
