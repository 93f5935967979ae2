import { checkRecords } from './check-large-value.js';
import { Findings, FormRefusal, type Finding } from './finding.js';
import type { ReportForm } from './form.js';
import { largeValueTree } from './large-value-tree.js';
import { writeMessage } from './message-writer.js';
import type { LargeValueSnapshot } from './snapshot.js';

const ROOT = 'HVTR';

/** Everything the form forbids (errors) or the bank could not obtain (warnings) in this report. */
export function checkLargeValue(snapshot: LargeValueSnapshot, form: ReportForm): Finding[] {
  const check = checkingLargeValue(snapshot, form);
  for (let step = check.next(); ; step = check.next()) if (step.done) return step.value;
}

/** The same in steps of one customer, each giving how many characters it wrote to find out. */
export function* checkingLargeValue(
  snapshot: LargeValueSnapshot,
  form: ReportForm,
): Generator<number, Finding[]> {
  const findings = new Findings();
  checkRecords(snapshot, form, findings);
  for (const piece of writeMessage(form, ROOT, largeValueTree(snapshot), findings, false)) yield piece.length;
  return findings.list();
}

/**
 * The message HVTR of the CAMLMAC form as text in pieces, UTF-8 to be. Reads each customer once.
 *
 * @throws FormRefusal at the first piece that would hold what the form forbids: a caller that must not
 * leave half a file behind asks `checkLargeValue` first.
 */
export function* largeValueMessage(snapshot: LargeValueSnapshot, form: ReportForm): Generator<string> {
  if (snapshot.form.version !== form.version) {
    throw new Error(`The report is of form ${snapshot.form.version}, not ${form.version}`);
  }
  const findings = new Findings();
  checkRecords(snapshot, form, findings);
  if (findings.errors > 0) throw new FormRefusal(findings.list());
  yield* writeMessage(form, ROOT, largeValueTree(snapshot), findings, true);
}
