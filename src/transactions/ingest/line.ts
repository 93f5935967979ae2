import { checkBody, type BankDays } from '../../platform/index.js';
import { transactionSchema } from '../schemas.js';
import { isLineProblem, normalise, type NormalTransaction } from '../domain/normalise.js';
import { lineProblem, type LineProblem } from '../domain/line-problem.js';

/** One line of a request after validation: a transaction, or what is wrong with it. */
export interface IngestLine {
  line?: number;
  source: string | null;
  reference: string | null;
  transaction?: NormalTransaction;
  problem?: LineProblem;
}

/** What became of one line. `alerts` are public ids. */
export interface LineResult {
  line?: number;
  source: string | null;
  reference: string | null;
  status: 'accepted' | 'duplicate' | 'rejected';
  problem?: LineProblem;
  alerts: string[];
}

const check = checkBody(transactionSchema);

function textOf(value: unknown, name: string): string | null {
  const found =
    value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined;
  return typeof found === 'string' && found.length <= 200 ? found : null;
}

/** Validates one raw line on its own. */
export function prepareLine(raw: unknown, days: BankDays, now: Date, line?: number): IngestLine {
  const refused = (problem: LineProblem): IngestLine => ({
    ...(line === undefined ? {} : { line }),
    source: textOf(raw, 'source'),
    reference: textOf(raw, 'reference'),
    problem,
  });
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw))
    return refused(lineProblem('unreadable-line'));
  const result = check(raw);
  if (result.faults) {
    const [first] = result.faults;
    return refused({ code: first!.code, pointer: first!.pointer, message: first!.message });
  }
  const transaction = normalise(result.value, days, now);
  if (isLineProblem(transaction)) return refused(transaction);
  const { source, reference } = result.value;
  return line === undefined ? { source, reference, transaction } : { line, source, reference, transaction };
}
