import type { Condition, Measure, Parameter, Rule } from './rule.js';
import { fields, type Field } from './fields.js';

/** A rule that cannot be compiled; says where. */
export class RuleError extends Error {}

function field(name: string): Field {
  const found = fields[name];
  if (!found)
    throw new RuleError(`the field ${name} does not exist; there are ${Object.keys(fields).join(', ')}`);
  return found;
}

function literal(name: string, value: string | boolean): string {
  const { type, values } = field(name);
  if (typeof value !== (type === 'boolean' ? 'boolean' : 'string'))
    throw new RuleError(`${name} is ${type}, not ${JSON.stringify(value)}`);
  if (typeof value === 'boolean') return String(value);
  if (!/^[\w-]+$/.test(value)) throw new RuleError(`${JSON.stringify(value)} is not a plain word`);
  if (values && !values.includes(value))
    throw new RuleError(`${name} is never ${value}; it is one of ${values.join(', ')}`);
  return `'${value}'`;
}

/** A condition as an SQL expression over `l` and `t`. Literals are checked against the field, so nothing is injected. */
export function conditionToSql(condition: Condition): string {
  if ('all' in condition) return `(${condition.all.map(conditionToSql).join(' AND ')})`;
  if ('any' in condition) return `(${condition.any.map(conditionToSql).join(' OR ')})`;
  if ('not' in condition) return `NOT ${conditionToSql(condition.not)}`;
  if ('in' in condition)
    return `${field(condition.field).sql} IN (${condition.in.map((value) => literal(condition.field, value)).join(', ')})`;
  if (typeof condition.equals === 'boolean') {
    literal(condition.field, condition.equals);
    return condition.equals ? field(condition.field).sql : `(NOT ${field(condition.field).sql})`;
  }
  return `${field(condition.field).sql} = ${literal(condition.field, condition.equals)}`;
}

/** The value of a dated parameter on the evaluated day; null before the first. */
export function parameterToSql(parameter: Parameter): string {
  const steps = [...parameter.values].sort((a, b) => (a.from < b.from ? 1 : -1));
  const cases = steps.map(({ from, value }) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(from) || !/^\d+(\.\d+)?$/.test(value))
      throw new RuleError('a parameter needs a day and a plain decimal');
    return `WHEN t.day >= DATE '${from}' THEN ${value}::numeric`;
  });
  return `CASE ${cases.join(' ')} END`;
}

/** Movements without a rate cannot be measured yet: they count, and are evidence, once the rate has come. */
const CONVERTED: Partial<Record<Measure['sum'], string>> = {
  amountInUsd: 'l.rate_usd IS NOT NULL',
  amountInCny: 'l.rate_cny IS NOT NULL',
};

const TERMS: Record<Measure['sum'], string> = {
  amount: 'l.net',
  amountInUsd: 'l.net * l.rate_usd',
  amountInCny: 'l.net * l.rate_cny',
};

/** Which movements one measure of a rule counts. */
export function countedToSql(rule: Rule, measure: Measure): string {
  const parts = [effectiveToSql(rule), conditionToSql(rule.covers)];
  if (measure.where) parts.push(conditionToSql(measure.where));
  const converted = CONVERTED[measure.sum];
  if (converted) parts.push(converted);
  if (rule.exemptions) parts.push('(x.item IS NULL OR x.lapsed)');
  return parts.join(' AND ');
}

function effectiveToSql({ effective }: Rule): string {
  const from = `t.day >= DATE '${effective.from}'`;
  return effective.to ? `${from} AND t.day < DATE '${effective.to}'` : from;
}

export interface MeasureColumns {
  sum: string;
  count: string;
  limit: string;
}

/** The three expressions of one measure: its sum, its count, its limit on the day. */
export function measureToSql(rule: Rule, name: string): MeasureColumns {
  const measure = rule.measures[name];
  if (!measure) throw new RuleError(`${rule.id} has no measure ${name}`);
  const threshold = rule.condition.any.find((candidate) => candidate.measure === name);
  const parameter = threshold && rule.parameters[threshold.atLeast.parameter];
  if (!parameter) throw new RuleError(`${rule.id}: the measure ${name} has no limit`);
  if (parameter.unit !== measure.unit)
    throw new RuleError(`${rule.id}: ${name} is in ${measure.unit} but its limit in ${parameter.unit}`);
  const where = countedToSql(rule, measure);
  return {
    sum: `coalesce(sum(${TERMS[measure.sum]}) FILTER (WHERE ${where}), 0)`,
    count: `count(*) FILTER (WHERE ${where})`,
    limit: parameterToSql(parameter),
  };
}

/** What one counted movement adds to a measure. */
export function termToSql(measure: Pick<Measure, 'sum'>): string {
  return TERMS[measure.sum];
}
