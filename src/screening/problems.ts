import { defineProblem } from '../platform/index.js';

export const unreadableList = defineProblem('unreadable-watchlist', 422, {
  en: 'The list cannot be read; nothing was changed. Correct the named lines and send it again.',
  zh: '名单无法读取，未作任何更改。请更正所列各行后重新提交。',
});
export const sameDecider = defineProblem('decided-already', 409, {
  en: 'You have decided on this match already; another person must decide too.',
  zh: '您已对该命中作出判断，须由另一人复核。',
});
export const settledMatch = defineProblem('match-settled', 409, {
  en: 'This match is settled already.',
  zh: '该命中已处理完毕。',
});
