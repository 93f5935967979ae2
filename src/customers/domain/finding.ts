import type { Text } from '../../platform/index.js';

/** Something missing, doubtful or forbidden about a customer, worded so that a teller can read it out. */
export interface Finding {
  code: string;
  /** An `error` keeps the customer from being active. */
  severity: 'error' | 'warning';
  message: Text;
  /** The provision it rests on, such as `CDD Measures 2025, art. 49`. */
  article?: Text;
  /** The law forbids to have such a customer: the status becomes `refused`. */
  refuses?: true;
  /** Came by the passing of time, such as an expired document: takes `active` from nobody who has it already. */
  lapse?: true;
  /**
   * The source of findings that judges this by more than the facts. Of a stored customer the facts speak only until
   * that source does.
   */
  judgedBy?: string;
}

/** The law forbids a relationship under the data of a record that was merged into the customer. */
export const refusedRecord: Finding = {
  code: 'merged-record-refused',
  severity: 'error',
  message: {
    en: 'The relationship cannot go on until compliance has put the data of a merged record right.',
    zh: '合并记录的信息须经合规人员更正后方可继续办理。',
  },
  refuses: true,
};
