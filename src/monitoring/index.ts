export { LargeValueEvaluation } from './evaluate.js';
export { compileRules, type CompiledRules } from './compiled-rules.js';
export { loadRuleBook, recordRuleVersions, type RuleBook } from './rule-files.js';
export { exemptionsOf, setExemptionState } from './exemptions.js';
export { ruleRoutes } from './routes.js';
export { MISSING_RATE, missingRateEpisode } from './missing-rates.js';
export type { Rule, Condition, Measure, Parameter } from './language/rule.js';
