import { defineProblem } from '../../platform/index.js';

export const noticeNotProven = defineProblem('notice-not-proven', 409, {
  en: 'The customer must have been told, and given reasonable time, before services are limited. Send the notice or log the contact first.',
  zh: '限制服务前须已提示客户并给予合理期限。请先发送通知或登记联系记录。',
});
export const noSuchMeasure = defineProblem('no-such-measure', 422, {
  en: 'A measure does not exist, is named twice, or has a wrong figure.',
  zh: '措施不存在、重复或参数有误。',
});
export const taskNeeded = defineProblem('restriction-task-needed', 422, {
  en: 'For this reason name an open task of the customer that it can follow from, of one of the kinds the catalogue lists.',
  zh: '此原因须指明该客户对应的未完成任务，且任务种类须为目录所列。',
});
export const makerIsChecker = defineProblem('restriction-second-person', 403, {
  en: 'Whoever proposed a restriction cannot decide on it. Ask a second person.',
  zh: '提出限制措施的人员不得自行审批，请由他人审批。',
});
export const endNeedsSecondPerson = defineProblem('restriction-end-second-person', 403, {
  en: 'Whoever proposed the end of a restriction, or closed the task it follows from, cannot lift it. Ask a second person.',
  zh: '提出解除限制措施或关闭对应任务的人员不得自行解除，请由他人办理。',
});
export const restrictionState = defineProblem('restriction-state', 409, {
  en: 'The restriction is no longer in the state for this. Reload it.',
  zh: '该限制措施的状态已变化，请刷新。',
});
