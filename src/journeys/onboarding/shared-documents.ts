import type { Day, Text } from '../../platform/index.js';
import type { SharedDocument } from '../../customers/index.js';
import type { TaskToRaise } from '../../due-diligence/index.js';

const askSame: Text = {
  en: 'Another customer has the same document. Decide under duplicates whether the two are one, and merge them if so.',
  zh: '另有客户登记了同一证件。请在“疑似重复客户”中判断是否为同一客户，如是则合并。',
};
const askOther: Text = {
  en: 'Another customer with another name has the same document. Find out who its holder is; decide under duplicates.',
  zh: '另有不同姓名（名称）的客户登记了同一证件。请查明证件真实持有人，并在“疑似重复客户”中作出判断。',
};

/**
 * One task for compliance per customer and document holder, due at once: a doubt of an identity is a reason to verify
 * it again (CDD Measures 2025, art. 26).
 */
export function sharedDocumentTasks(shared: readonly SharedDocument[], today: Day): TaskToRaise[] {
  return shared.map(({ customerKey, otherKeys, otherName }) => ({
    customerKey,
    kind: 'doubt',
    episode: `shared-document ${[...otherKeys].sort().join(' ')}`,
    dueOn: today,
    ask: otherName ? askOther : askSame,
    audience: 'compliance',
  }));
}
