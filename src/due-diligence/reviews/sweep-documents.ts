import { addDays, type Day } from '../../platform/index.js';
import { scheduleOn } from './domain/schedule.js';
import { holds, notReplaced, notRestated, relatedEpisode } from './fulfilment.js';
import { joinLast, next, notDealtWith, reasonDay, STANDING, type Sweep } from './sweep.js';
import type { Item, TaskToRaise } from './types.js';

/** What the bank learns late is due from then: nobody is limited for a day nobody told them of. */
const dueFrom = (validUntil: Day, raisedOn: Day): Day => (validUntil < raisedOn ? raisedOn : validUntil);

/** Documents that expire within the lead or have expired, and for which no other of the customer stands. */
export const sweepDocuments: Sweep = async (
  tx,
  { tasks, rules },
  { from, through, position, size, zone },
) => {
  const rule = rules.kinds['document-expiry'];
  const lead = scheduleOn(rule, through).leadDays ?? 0;
  const rows = await tx.query<{
    customer_id: string;
    position: number;
    type: string;
    valid_until: Day;
    raised_on: Day;
    occurrence: number;
  }>(
    `SELECT d.customer_id, d.position, d.type, to_char(d.valid_until, 'YYYY-MM-DD') AS valid_until,
       ${reasonDay('d.valid_until - $3::int')} AS raised_on, coalesce(last.occurrence, 0) + 1 AS occurrence
     FROM customer_document_view d JOIN customer_view o ON o.id = d.customer_id
       JOIN customer_view c ON c.id = coalesce(o.merged_into, o.id)
       ${joinLast('d.customer_id', 'document-expiry', "d.type || ':' || to_char(d.valid_until, 'YYYY-MM-DD')")}
     WHERE d.valid_until <= $4::date AND (d.valid_until, d.customer_id, d.position) > ($5::date, $6::bigint, $7::smallint)
       AND NOT d.long_term AND ${STANDING} AND ${notReplaced(rules, 'c.id')} AND ${notDealtWith}
     ORDER BY d.valid_until, d.customer_id, d.position LIMIT $8`,
    [from, zone, lead, addDays(through, lead), ...(position ?? ['0001-01-01', '0', '-1']), size],
  );
  const made = await tasks.raise(
    tx,
    rows.map(({ customer_id, type, valid_until, raised_on, occurrence }): TaskToRaise => ({
      ...{ customerKey: customer_id, kind: 'document-expiry', episode: `${type}:${valid_until}`, occurrence },
      dueOn: dueFrom(valid_until, raised_on),
      raisedOn: raised_on,
      ask: rule.ask,
      audience: 'front-line',
    })),
  );
  return {
    count: made.length,
    position: next(rows, size, (row) => [row.valid_until, row.customer_id, String(row.position)]),
  };
};

const COLLECT: Record<string, Item> = {
  'legal-representative': 'legal-representative',
  agent: 'agent-authorisation',
  'beneficial-owner': 'beneficial-owners',
};

/**
 * Representatives, agents and declared beneficial owners of whom no document is valid much longer, as the customer
 * stated them; one task for a person, in whatever capacities. Who was only found to be an owner is not asked of a
 * branch: that could follow from stronger measures, which it must not know.
 */
export const sweepRelatedDocuments: Sweep = async (
  tx,
  { tasks, rules },
  { from, through, position, size, zone },
) => {
  const rule = rules.kinds['related-document-expiry'];
  const lead = scheduleOn(rule, through).leadDays ?? 0;
  const rows = await tx.query<{
    id: string;
    customer_id: string;
    episode: string;
    valid_until: Day;
    raised_on: Day;
    occurrence: number;
    types: string[];
  }>(
    `SELECT r.id, s.customer_id, ${relatedEpisode} AS episode, r.documents_until AS valid_until,
       ${reasonDay('r.documents_until::date - $3::int')} AS raised_on, coalesce(last.occurrence, 0) + 1 AS occurrence,
       (SELECT array_agg(DISTINCT a.type) FROM relationship_view a WHERE a.subject_id = r.subject_id
          AND a.holder_id = r.holder_id AND ${holds('a', '$8::date')}) AS types
     FROM relationship_view r JOIN party_view s ON s.id = r.subject_id JOIN customer_view c ON c.id = s.customer_id
       ${joinLast('s.customer_id', 'related-document-expiry', relatedEpisode)}
     WHERE r.documents_until <= $4::text AND (r.documents_until, r.id) > ($5::text, $6::bigint)
       AND ${holds('r', '$8::date')} AND ${STANDING} AND ${notRestated('$8::date')} AND ${notDealtWith}
     ORDER BY r.documents_until, r.id LIMIT $7`,
    [from, zone, lead, addDays(through, lead), ...(position ?? ['', '0']), size, through],
  );
  const made = await tasks.raise(
    tx,
    rows.map(({ customer_id, episode, valid_until, raised_on, occurrence, types }): TaskToRaise => ({
      ...{ customerKey: customer_id, kind: 'related-document-expiry', episode, occurrence },
      dueOn: dueFrom(valid_until, raised_on),
      raisedOn: raised_on,
      ask: rule.ask,
      collect: types.map((type) => COLLECT[type]!),
      audience: 'front-line',
    })),
  );
  return { count: made.length, position: next(rows, size, (row) => [row.valid_until, row.id]) };
};
