import { defineProblem } from '../../platform/index.js';

export const objectionState = defineProblem('objection-state', 409, {
  en: 'The objection is no longer in the state for this. Reload it.',
  zh: '该异议的状态已变化，请刷新。',
});
export const objectionSecondPerson = defineProblem('objection-second-person', 403, {
  en: 'Whoever proposed the decision cannot approve or return it. Ask a second person.',
  zh: '提出处理意见的人员不得自行审批或退回，请由他人办理。',
});
export const answerRefused = defineProblem('objection-answer-refused', 422, {
  en: 'Customers may not be given this answer: it contains words listed under errors. Say what was decided without them.',
  zh: '该答复含有不得向客户提供的词语，详见 errors。请改用不含这些词语的表述。',
});
export const noSuchRestriction = defineProblem('objection-restriction', 422, {
  en: 'The customer has no such restriction in force. Choose one of those in force, or none.',
  zh: '该客户没有此项有效的限制措施。请选择有效的限制措施，或不指定。',
});
