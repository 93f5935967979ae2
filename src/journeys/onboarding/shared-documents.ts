import type { BankDays, Clock, Day, Text } from '../../platform/index.js';
import type { OnSharedDocument, SharedDocument } from '../../customers/index.js';
import type { ReviewTasks, TaskToRaise } from '../../due-diligence/index.js';

const askSame: Text = {
  en: 'Another customer has the same document. Decide under duplicates whether the two are one, and merge them if so.',
  zh: '另有客户登记了同一证件。请在“疑似重复客户”中判断是否为同一客户，如是则合并。',
};
const askOther: Text = {
  en: 'Another customer with another name has the same document. Find out who its holder is; decide under duplicates.',
  zh: '另有不同姓名（名称）的客户登记了同一证件。请查明证件真实持有人，并在“疑似重复客户”中作出判断。',
};
const askRefused: Text = {
  en: 'A relationship with somebody who has the same document was refused. The customer waits until you have decided under duplicates: different people, or one; if one, merge the two.',
  zh: '登记同一证件的人曾被拒绝建立业务关系。请在“疑似重复客户”中判断：不同的人，或同一人（如是则合并）；在此之前该客户不得办理。',
};

/**
 * One task for compliance per customer and document holder, due at once: a doubt of an identity is a reason to verify
 * it again (CDD Measures 2025, art. 26).
 */
function sharedDocumentTasks(shared: readonly SharedDocument[], today: Day): TaskToRaise[] {
  return shared.map(({ customerKey, otherKeys, otherName, refused }) => ({
    customerKey,
    kind: 'doubt',
    episode: `shared-document ${[...otherKeys].sort().join(' ')}`,
    dueOn: today,
    ask: refused ? askRefused : otherName ? askOther : askSame,
    audience: 'compliance',
  }));
}

/** Raises those tasks where customers are stored. */
export const sharedDocuments =
  (parts: { tasks: Pick<ReviewTasks, 'raise'>; clock: Clock; days: BankDays }): OnSharedDocument =>
  async (tx, actor, shared) => {
    const { tasks, clock, days } = parts;
    await tasks.raise(tx, sharedDocumentTasks(shared, days.dayOf(clock.now())), actor);
  };
