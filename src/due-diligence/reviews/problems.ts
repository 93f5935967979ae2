import { defineProblem } from '../../platform/index.js';

export const taskClosed = defineProblem('task-closed', 409, {
  en: 'This task is closed already. Reload the list.',
  zh: '该任务已关闭，请刷新列表。',
});
export const unknownTaskAssignee = defineProblem('unknown-task-assignee', 422, {
  en: 'There is nobody with this user name who may be given this task.',
  zh: '没有可分配此任务的该用户。',
});
export const notYoursToAssign = defineProblem('not-yours-to-assign', 403, {
  en: 'You may take a task yourself or give your own back; a compliance officer may give it to others.',
  zh: '您只能认领任务或退回自己的任务；分配给他人请联系合规人员。',
});
export const notYetFulfilled = defineProblem('not-yet-fulfilled', 409, {
  en: 'What the task asks for is not registered yet. Register it first, then complete the task.',
  zh: '任务所要求的信息尚未登记，请先登记再完成任务。',
});
export const officersDecide = defineProblem('officers-decide', 403, {
  en: 'Only a compliance officer may close a task without doing it.',
  zh: '未办理而关闭任务须由合规人员决定。',
});
export const unknownVerification = defineProblem('unknown-verification', 404, {
  en: 'There is no confirmed verification with this id of this customer since the task was raised. Record one, then complete the task.',
  zh: '没有该编号的、任务生成之后对该客户核实通过的记录。请先登记核实再完成任务。',
});
export const verificationNeeded = defineProblem('verification-needed', 409, {
  en: 'A periodic review is done by a confirmed verification of the customer. Record one for the periodic review, and the task closes with it; or name one since the task was raised.',
  zh: '定期审核以核实通过为准。请以“定期审核”为由登记核实，任务随之完成；或选择任务生成之后的核实记录。',
});
