import { readRuleFile, ruleFilesIn, sha256, type Clock, type Tx } from '../platform/index.js';
import type { ExemptionSet, Rule } from './language/rule.js';
import { RuleError, measureToSql } from './language/to-sql.js';

export interface RuleBook {
  rules: Rule[];
  exemptions: ExemptionSet;
}

/** Loads and checks the large-value rules and their exemptions from `rules/large-value`. */
export function loadRuleBook(folder = 'large-value'): RuleBook {
  const rules = ruleFilesIn(folder)
    .filter((path) => !path.endsWith('exemptions.json'))
    .map((path) => readRuleFile<Rule>(path));
  const exemptions = readRuleFile<ExemptionSet>(`${folder}/exemptions.json`);
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
