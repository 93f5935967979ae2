import { defineProblem } from '../platform/index.js';

export const nothingToReport = defineProblem('nothing-to-report', 422, {
  en: 'No large-value alert stands for this day, so there is nothing to report.',
  zh: '该日没有有效的大额交易预警，无需报送。',
});
export const dayNotBegun = defineProblem('day-not-begun', 422, {
  en: 'This day has not begun yet. Choose a day up to today.',
  zh: '该日期尚未到来，请选择今天或之前的日期。',
});
export const formNotInForce = defineProblem('form-not-in-force', 422, {
  en: 'No version of the report form was in force on this day.',
  zh: '该日没有生效的报送规范版本。',
});
export const alreadyReported = defineProblem('already-reported', 409, {
  en: 'Another approved report already holds these transactions. Make a new draft for what is left.',
  zh: '相关交易已包含在其他已批准的报告中，请为剩余交易重新生成草稿。',
});
export const reportHasErrors = defineProblem('report-has-errors', 409, {
  en: 'The form forbids some of what the report says. Correct the data and make a new draft.',
  zh: '报告存在不符合报送规范的内容，请更正数据后重新生成草稿。',
});
export const reportOutdated = defineProblem('report-outdated', 409, {
  en: 'Transactions or alerts changed since the draft was made. Make a new draft.',
  zh: '草稿生成后相关交易或预警已发生变化，请重新生成草稿。',
});
export const makerCannotApprove = defineProblem('maker-cannot-approve', 403, {
  en: 'Whoever made the report may not approve it. Ask another compliance manager.',
  zh: '编制人不得审批自己编制的报告，请由其他合规主管审批。',
});
