import type { DocumentFinding } from './types.js';

type Severity = DocumentFinding['severity'];
type Values = Readonly<Record<string, string | number>>;

// prettier-ignore
/** Every finding a document check may give: how grave it is, and the sentence for the reader in both languages. */
export const findingCatalogue = {
  'wrong-length': ['error', 'The number must have {expected} characters; {actual} were typed.', '号码应为{expected}位，现输入{actual}位。'],
  'invalid-character': ['error', 'Character {position} ("{character}") cannot stand in this number.', '第{position}位字符“{character}”不能出现在该号码中。'],
  'wrong-form': ['error', 'The number does not have the form of this document: {form}.', '号码不符合该证件的编号规则：{form}。'],
  'unusual-form': ['warning', 'Numbers of this document usually look different; compare it with the document once more.', '该号码与此类证件的常见形式不同，请对照证件再次核对。'],
  'old-form': ['warning', 'This is the old form of the number; make sure that the document is still in use.', '该号码为旧版证件编号，请确认证件仍在使用。'],
  'check-character': ['error', 'The check character is wrong: at least one character was mistyped or misread.', '校验码不正确：号码中至少有一位输入或识别有误。'],
  'organisation-check-character': ['error', 'The check character of the organisation code (characters 9 to 17) is wrong.', '组织机构代码（第9至17位）校验码不正确。'],
  'characters-replaced': ['warning', 'Letters that look like digits were read as digits: {number}. Compare it with the document.', '已将形似数字的字母按数字识别：{number}。请对照证件核对。'],
  'impossible-date-of-birth': ['error', 'The date of birth in the number, {date}, does not exist.', '号码中的出生日期{date}不存在。'],
  'future-date-of-birth': ['error', 'The date of birth {date} lies in the future.', '出生日期{date}晚于今天。'],
  'implausible-age': ['warning', 'By this date of birth the person is {age} years old; ask and look at the document again.', '按该出生日期推算年龄为{age}岁，请询问客户并再次核对证件。'],
  'date-of-birth-mismatch': ['error', 'The document says the date of birth is {date}; another one was typed.', '证件显示出生日期为{date}，与输入的不一致。'],
  'date-of-birth-unconfirmed': ['warning', 'The digits of the number do not contain the date of birth that was typed; look at the document again.', '号码中的数字与输入的出生日期不符，请再次核对证件。'],
  'gender-mismatch': ['error', 'By the document the person is {gender}; another sex was typed.', '按证件客户性别为{genderZh}，与输入的不一致。'],
  'gender-unusual': ['warning', 'By the number the person would be {gender}; another sex was typed. Look at the document again.', '按号码推算性别为{genderZh}，与输入的不一致，请再次核对证件。'],
  'unknown-province': ['error', 'The number begins with {code}, which is no province.', '号码开头的{code}不是有效的省级代码。'],
  'unknown-county': ['warning', 'County code {code} is not in our list of present and former codes; compare it with the document.', '县级代码{code}不在现行及历史代码表中，请对照证件核对。'],
  'wrong-document-type': ['error', 'This is the number of another document: {document}. Choose that type.', '这是另一种证件的号码：{documentZh}。请选择相应的证件类型。'],
  'old-card-expired': ['error', '15-digit cards have not been valid since {date}; ask for the present card. Its number would be {number}.', '15位号码的旧版证件自{date}起停止使用，请客户出示现行证件，对应号码应为{number}。'],
  'old-licence': ['warning', 'This is a number from before the unified social credit code; ask for the present licence with its 18 characters.', '这是统一社会信用代码实施前的旧号码，请客户出示载有18位统一社会信用代码的现行证照。'],
  'unknown-registration-kind': ['warning', 'Registering authority and category "{code}" are not in the standard; compare the first two characters.', '登记管理部门及机构类别代码“{code}”不在国家标准中，请核对前两位。'],
  'unknown-country': ['warning', 'The country code {code} is not known.', '国家或地区代码{code}未知。'],
  'country-mismatch': ['error', 'The document was issued by {code}; another country was typed.', '证件签发国为{code}，与输入的不一致。'],
  expired: ['error', 'The document expired on {date}; ask for a valid one.', '证件已于{date}到期，请客户提供有效证件。'],
  'expires-soon': ['warning', 'The document expires on {date}; ask the customer to renew it.', '证件将于{date}到期，请提醒客户及时换证。'],
  'not-yet-issued': ['error', 'The day of issue, {date}, lies in the future.', '签发日期{date}晚于今天。'],
  'ends-before-issue': ['error', 'The document would end before it was issued; compare both days.', '有效期截止日早于签发日期，请核对。'],
  'issued-before-birth': ['error', 'The document would have been issued before its holder was born; compare both days.', '签发日期早于出生日期，请核对。'],
  'long-term-too-young': ['error', 'A card without end is given from the age of {age} only.', '长期有效的居民身份证仅签发给年满{age}周岁的公民。'],
  'long-term-unusual': ['warning', 'Documents of this type have an end of validity; look for it.', '此类证件有固定有效期，请核对截止日期。'],
  'unusual-term': ['warning', 'A card of this holder is usually valid for {years}; compare both days with the card.', '该持证人的证件有效期通常为{yearsZh}，请核对起止日期。'],
  'mrz-unreadable': ['error', 'The machine-readable zone must be 3 lines of 30, 2 of 36 or 2 of 44 characters (of a passport, line 2 alone will do).', '机读码应为3行×30位、2行×36位或2行×44位（护照可只输入第二行）。'],
  'mrz-invalid-character': ['error', 'Line {line} of the machine-readable zone has a character at position {position} that cannot stand there.', '机读码第{line}行第{position}位字符无效。'],
  'mrz-check-number': ['error', 'The check digit of the document number in the machine-readable zone is wrong.', '机读码中证件号码的校验位不正确。'],
  'mrz-check-date-of-birth': ['error', 'The check digit of the date of birth in the machine-readable zone is wrong.', '机读码中出生日期的校验位不正确。'],
  'mrz-check-expiry': ['error', 'The check digit of the expiry date in the machine-readable zone is wrong.', '机读码中有效期的校验位不正确。'],
  'mrz-check-optional': ['error', 'The check digit of the optional data in the machine-readable zone is wrong.', '机读码中可选数据的校验位不正确。'],
  'mrz-check-composite': ['error', 'The overall check digit of the machine-readable zone is wrong.', '机读码的总校验位不正确。'],
  'mrz-impossible-date': ['error', 'A date in the machine-readable zone does not exist.', '机读码中的日期不存在。'],
  'mrz-number-mismatch': ['error', 'The number in the machine-readable zone is not the one that was typed.', '机读码中的证件号码与输入的不一致。'],
  'mrz-expiry-mismatch': ['error', 'By the machine-readable zone the document ends on {date}; another day was typed.', '机读码显示有效期至{date}，与输入的不一致。'],
  'mrz-name-mismatch': ['warning', 'The name in the machine-readable zone differs from the one that was typed; compare them.', '机读码中的姓名与输入的不一致，请核对。'],
  'mrz-document-kind': ['warning', 'The machine-readable zone is that of another kind of document.', '机读码属于另一类证件。'],
} as const satisfies Record<string, readonly [Severity, string, string]>;

export type FindingCode = keyof typeof findingCatalogue;

const fill = (text: string, values: Values): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

/** One finding, its sentences filled in. */
export function finding(code: FindingCode, pointer?: string, values: Values = {}): DocumentFinding {
  const [severity, en, zh] = findingCatalogue[code];
  return {
    code,
    severity,
    message: { en: fill(en, values), zh: fill(zh, values) },
    ...(pointer === undefined ? {} : { pointer }),
  };
}
