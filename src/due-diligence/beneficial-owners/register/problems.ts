import { defineProblem } from '../../../platform/index.js';

export const mentionsSuspicion = defineProblem('register-text-forbidden', 422, {
  en: 'This text may be read outside compliance and must not speak of a suspicious report. Say only how the owners differ.',
  zh: '该内容可能被合规部门以外的人员看到，不得提及可疑交易报告，请仅说明受益所有人的差异。',
});
export const queriedInFuture = defineProblem('register-queried-in-future', 422, {
  en: 'The day of the query lies in the future. Give the day the register was asked.',
  zh: '查询日期晚于今天，请填写实际查询日期。',
});
