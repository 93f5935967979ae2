import type { ExemptionSet, Rule } from './language/rule.js';
import { conditionToPredicate, type Facts } from './language/to-predicate.js';
import { conditionToSql, countedToSql, measureToSql, termToSql } from './language/to-sql.js';

/** One rule's measures and where the measuring statement puts them. */
export interface MeasureSlot {
  rule: Rule;
  measure: string;
  sum: string;
  count: string;
  limit: string;
}

/** All large-value rules compiled into two statements and the predicates that decide who needs them. */
export interface CompiledRules {
  rules: readonly Rule[];
  slots: readonly MeasureSlot[];
  /** $1 customer ids, $2 and $3 start and end of each day; the positions of those worth measuring. */
  boundSql: string;
  /** $1 customer ids, $2 kinds, $3 public bodies, $4 days, $5 and $6 start and end of each day. */
  measureSql: string;
  /** As above and $7 rule index, $8 direction, $9 names of the measures that crossed, $10 alert ids; rows of evidence. */
  evidenceSql: string;
  /** Which rules cover a movement, exempt or not. */
  covering(facts: Facts): Rule[];
  /** The exemption item a movement may use, if any. */
  exemptionItem(facts: Facts): number | undefined;
}

/** The movements of the touched customers and days, with the exemption each may use and whether it has lapsed. */
function movementsSql(exemptions: ExemptionSet, touched: string): string {
  const item = exemptions.items
    .map(({ item, when }) => `WHEN ${conditionToSql(when)} THEN ${item}`)
    .join(' ');
  // LIMIT keeps the planner from copying the whole CASE and the look-up into every measure.
  return `FROM ${touched}
  JOIN ledger_movement l ON l.customer_id = t.customer_id AND l.booked_at >= t.day_start AND l.booked_at < t.day_end
  CROSS JOIN LATERAL (SELECT i.item, i.item IS NOT NULL AND EXISTS (
      SELECT FROM exemption e WHERE e.customer_id = l.booked_for AND e.ledger_id = l.id AND e.state = 'lapsed') AS lapsed
    FROM (SELECT CASE ${item} END AS item LIMIT 1) i LIMIT 1) AS x`;
}

/**
 * A cheap bound that no rule can pass below: the day's whole turnover per kind of sum, both directions and all classes
 * together, against the lowest limit any rule ever had for it. Terms are never negative, so what stays below it need
 * not be measured; most customers do.
 */
function boundSql(rules: readonly Rule[]): string {
  const lowest = new Map<string, number>();
  for (const rule of rules) {
    for (const { measure, atLeast } of rule.condition.any) {
      const { sum, where } = rule.measures[measure]!;
      const total = `sum(${termToSql({ sum })})${where ? ` FILTER (WHERE ${conditionToSql(where)})` : ''}`;
      const limit = Math.min(...rule.parameters[atLeast.parameter]!.values.map(({ value }) => Number(value)));
      lowest.set(total, Math.min(limit, lowest.get(total) ?? Infinity));
    }
  }
  return `SELECT FROM ledger_movement l WHERE l.customer_id = t.customer_id AND l.booked_at >= t.day_start AND l.booked_at < t.day_end
    HAVING ${[...lowest].map(([total, limit]) => `${total} >= ${limit}`).join(' OR ')}`;
}

export function compileRules(rules: readonly Rule[], exemptions: ExemptionSet): CompiledRules {
  const slots = rules.flatMap((rule, r) =>
    Object.keys(rule.measures).map((measure, m) => ({
      rule,
      measure,
      sum: `s${r}_${m}`,
      count: `c${r}_${m}`,
      limit: `l${r}_${m}`,
    })),
  );
  const columns = slots.map(({ rule, measure, sum, count, limit }) => {
    const sql = measureToSql(rule, measure);
    return {
      select: `${sql.sum} AS ${sum}, ${sql.count} AS ${count}, ${sql.limit} AS ${limit}`,
      having: `${sql.sum} >= ${sql.limit}`,
    };
  });
  const touched =
    'unnest($1::bigint[], $2::text[], $3::boolean[], $4::date[], $5::timestamptz[], $6::timestamptz[]) AS t(customer_id, kind, public_body, day, day_start, day_end)';
  const measureSql = `SELECT t.customer_id, t.day::text AS day, l.direction::text AS direction, ${columns.map(({ select }) => select).join(', ')}
    ${movementsSql(exemptions, touched)}
    GROUP BY t.customer_id, t.day, l.direction HAVING ${columns.map(({ having }) => having).join(' OR ')}`;

  const selected =
    'unnest($1::bigint[], $2::text[], $3::boolean[], $4::date[], $5::timestamptz[], $6::timestamptz[], $7::int[], $8::direction[], $9::text[], $10::bigint[]) AS t(customer_id, kind, public_body, day, day_start, day_end, rule_index, direction, crossed, alert_id)';
  const branches = rules.flatMap((rule, r) =>
    Object.entries(rule.measures).map(([name, measure]) => ({
      name,
      term: termToSql(measure),
      when: `t.rule_index = ${r} AND t.crossed LIKE '%,${name},%' AND ${countedToSql(rule, measure)}`,
    })),
  );
  const evidenceSql = `SELECT t.alert_id, l.id, l.booked_for AS customer_id, l.booked_at, l.source, l.reference, l.amount, l.currency,
      CASE ${branches.map(({ name, when }) => `WHEN ${when} THEN '${name}'`).join(' ')} END AS measure,
      CASE ${branches.map(({ term, when }) => `WHEN ${when} THEN ${term}`).join(' ')} END AS counted
    ${movementsSql(exemptions, selected)}
    WHERE l.direction = t.direction AND (${branches.map(({ when }) => `(${when})`).join(' OR ')})`;

  const covers = rules.map((rule) => ({ rule, matches: conditionToPredicate(rule.covers) }));
  const items = exemptions.items.map(({ item, when }) => ({ item, matches: conditionToPredicate(when) }));
  return {
    rules,
    slots,
    boundSql: `SELECT t.position FROM unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[]) WITH ORDINALITY AS t(customer_id, day_start, day_end, position)
      CROSS JOIN LATERAL (${boundSql(rules)}) AS bound`,
    measureSql,
    evidenceSql,
    covering: (facts) => covers.filter(({ matches }) => matches(facts)).map(({ rule }) => rule),
    exemptionItem: (facts) => items.find(({ matches }) => matches(facts))?.item,
  };
}
