import { readRuleFile, RuleFileError, type Text } from '../../platform/index.js';
import type { AlertToRaise } from '../../alerts/index.js';
import type { Finding } from '../../customers/index.js';

export const attemptGrounds = [
  'other-persons-document',
  'forged-document',
  'identification-refused',
  'anonymous-name',
] as const;
export type AttemptGround = (typeof attemptGrounds)[number];

/** The file `rules/due-diligence/refused-attempts.json`. */
export interface RefusedAttemptRule {
  id: string;
  version: number;
  severity: AlertToRaise['severity'];
  /** Working days until an officer has looked. */
  workingDays: number;
  grounds: readonly { id: AttemptGround; title: Text }[];
  /** What the branch may say. */
  refusal: Text;
  article: Text;
  finding: string;
  explanation: Text;
  noBranch: Text;
}

/** Throws when a ground has no words. */
export function loadRefusedAttemptRule(path = 'due-diligence/refused-attempts.json'): RefusedAttemptRule {
  const rule = readRuleFile<RefusedAttemptRule>(path);
  const named = new Set(rule.grounds.map(({ id }) => id));
  const missing = attemptGrounds.find((ground) => !named.has(ground));
  if (missing !== undefined) throw new RuleFileError(`${path}: there are no words for ${missing}`);
  return rule;
}

/** What stands with an applicant who was refused: the refusal and its article, never what was seen. */
export const refusalFinding = ({ finding, refusal, article }: RefusedAttemptRule): Finding => ({
  code: finding,
  severity: 'error',
  message: refusal,
  article,
  refuses: true,
});

/** What the officers read on the alert. */
export function explanationOf(rule: RefusedAttemptRule, ground: AttemptGround, branch: string | null): Text {
  const { title } = rule.grounds.find(({ id }) => id === ground)!;
  const say = (language: 'en' | 'zh'): string =>
    rule.explanation[language]
      .replace('{branch}', () => branch ?? rule.noBranch[language])
      .replace('{ground}', () => title[language]);
  return { en: say('en'), zh: say('zh') };
}
