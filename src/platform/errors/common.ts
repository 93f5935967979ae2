import { defineProblem } from './problem.js';

export const malformed = defineProblem('malformed-request', 400, {
  en: 'The request cannot be read. Check its syntax and encoding.',
  zh: '请求无法解析，请检查语法和编码。',
});
export const notSignedIn = defineProblem('not-signed-in', 401, {
  en: 'Sign in first, or send a valid API key.',
  zh: '请先登录，或提供有效的接口密钥。',
});
export const notAllowed = defineProblem('not-allowed', 403, {
  en: 'Your role may not do this. Ask an administrator if it should.',
  zh: '您的角色无权执行此操作，如有需要请联系管理员。',
});
export const notFound = defineProblem('not-found', 404, {
  en: 'There is nothing here. Check the address or go back to the list.',
  zh: '未找到该内容，请检查地址或返回列表。',
});
export const conflict = defineProblem('conflict', 409, {
  en: 'This conflicts with what is already stored.',
  zh: '与已有数据冲突。',
});
export const wrongState = defineProblem('wrong-state', 409, {
  en: 'This cannot be done in the present state.',
  zh: '当前状态不允许此操作。',
});
export const staleVersion = defineProblem('stale-version', 409, {
  en: 'Someone changed this meanwhile. Reload it and try again.',
  zh: '该数据已被他人修改，请刷新后重试。',
});
export const idempotencyConflict = defineProblem('idempotency-conflict', 409, {
  en: 'This idempotency key was used with another body. Use a new key.',
  zh: '该幂等键已用于不同的请求内容，请使用新的键。',
});
export const tooLarge = defineProblem('too-large', 413, {
  en: 'The request is too large. Split it, or use an import.',
  zh: '请求过大，请拆分或使用文件导入。',
});
export const unsupportedMediaType = defineProblem('unsupported-media-type', 415, {
  en: 'This content type is not accepted here.',
  zh: '此处不接受该内容类型。',
});
export const invalidBody = defineProblem('invalid-body', 422, {
  en: 'Some fields are missing or wrong. Each is listed under errors.',
  zh: '部分字段缺失或有误，详见 errors。',
});
export const invalidQuery = defineProblem('invalid-query', 422, {
  en: 'Some query parameters are wrong. Each is listed under errors.',
  zh: '部分查询参数有误，详见 errors。',
});
export const ifMatchRequired = defineProblem('if-match-required', 428, {
  en: 'Send the version you read as If-Match.',
  zh: '请在 If-Match 中提供所读取的版本号。',
});
export const tooManyRequests = defineProblem('too-many-requests', 429, {
  en: 'Too many requests. Wait a little and try again.',
  zh: '请求过于频繁，请稍后重试。',
});
export const internalError = defineProblem('internal-error', 500, {
  en: 'Something went wrong on our side and was recorded. Try again; if it stays, give the administrator the request id.',
  zh: '系统内部出现错误，已记录。请重试；如仍失败，请将请求编号告知管理员。',
});
export const notReady = defineProblem('not-ready', 503, {
  en: 'The service cannot reach its database just now. Nothing was lost; try again in a moment.',
  zh: '服务暂时无法访问数据库，数据未丢失，请稍后重试。',
});
export const outcomeUnknown = defineProblem('outcome-unknown', 503, {
  en: 'The database went away at the very end. Whether the request took effect is not known: send it again with the same Idempotency-Key, or look before you repeat it.',
  zh: '数据库在最后一刻中断，无法确定请求是否已生效：请使用相同的 Idempotency-Key 重新发送，或先查询再重试。',
});
