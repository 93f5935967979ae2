import { defineProblem } from '../platform/index.js';

export const wrongCredentials = defineProblem('wrong-credentials', 401, {
  en: 'User name or password is wrong, or the user is disabled.',
  zh: '用户名或密码错误，或用户已停用。',
});
export const crossSite = defineProblem('cross-site-request', 403, {
  en: 'This request was made by a page of another site and was refused.',
  zh: '该请求来自其他网站的页面，已拒绝。',
});
export const ownAccount = defineProblem('own-account', 403, {
  en: 'You cannot change your own roles or status. Ask another administrator.',
  zh: '不能修改自己的角色或状态，请由其他管理员操作。',
});
export const lastAdministrator = defineProblem('last-administrator', 409, {
  en: 'This is the last active administrator. Make another one first.',
  zh: '这是最后一名在用的管理员，请先设置其他管理员。',
});
export const nameTaken = defineProblem('name-taken', 409, {
  en: 'This name or code is in use already. Choose another.',
  zh: '该名称或代码已被使用，请另选。',
});
