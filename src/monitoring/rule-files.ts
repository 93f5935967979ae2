import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { projectRoot, sha256, type Clock, type Tx } from '../platform/index.js';
import type { ExemptionSet, Rule } from './language/rule.js';
import { RuleError, measureToSql } from './language/to-sql.js';

export interface RuleBook {
  rules: Rule[];
  exemptions: ExemptionSet;
}

function validator(ajv: Ajv2020, name: string): ValidateFunction {
  return ajv.compile(JSON.parse(readFileSync(join(projectRoot, 'rules/schema', name), 'utf8')) as object);
}

function read<T>(path: string, validate: ValidateFunction): T {
  const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!validate(content)) {
    const [first] = validate.errors ?? [];
    throw new RuleError(`${path}: ${first?.instancePath ?? ''} ${first?.message ?? 'is invalid'}`);
  }
  return content as T;
}

/** Loads and checks the large-value rules and their exemptions from `rules/large-value`. */
export function loadRuleBook(folder = join(projectRoot, 'rules/large-value')): RuleBook {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true });
  const isRule = validator(ajv, 'rule.schema.json');
  const isExemptions = validator(ajv, 'exemptions.schema.json');
  const rules = readdirSync(folder)
    .filter((name) => name.endsWith('.json') && name !== 'exemptions.json')
    .sort()
    .map((name) => read<Rule>(join(folder, name), isRule));
  const exemptions = read<ExemptionSet>(join(folder, 'exemptions.json'), isExemptions);
  for (const rule of rules) {
    if (rule.exemptions && rule.exemptions !== exemptions.id)
      throw new RuleError(`${rule.id}: there are no exemptions ${rule.exemptions}`);
    for (const measure of Object.keys(rule.measures)) measureToSql(rule, measure);
  }
  return { rules, exemptions };
}

/** Records the versions this release carries. An edited version under an old number is refused: alerts name it. */
export async function recordRuleVersions(tx: Tx, { rules }: RuleBook, clock: Clock): Promise<string[]> {
  const added: string[] = [];
  for (const rule of rules) {
    const definition = JSON.stringify(rule);
    const digest = sha256(definition);
    const [known] = await tx.query<{ digest: Buffer }>(
      'SELECT digest FROM rule_version WHERE rule_id = $1 AND version = $2',
      [rule.id, rule.version],
    );
    if (known?.digest.equals(digest)) continue;
    if (known)
      throw new RuleError(
        `${rule.id} version ${rule.version} was changed after it had been used. Give it a new version number.`,
      );
    await tx.query(
      `INSERT INTO rule_version (rule_id, version, kind, definition, digest, status, recorded_at) VALUES ($1, $2, $3, $4, $5, 'active', $6) ON CONFLICT DO NOTHING`,
      [rule.id, rule.version, rule.kind, definition, digest, clock.now()],
    );
    await tx.query(
      "UPDATE rule_version SET status = 'retired' WHERE rule_id = $1 AND version < $2 AND status = 'active'",
      [rule.id, rule.version],
    );
    added.push(`${rule.id}@${rule.version}`);
  }
  return added;
}
