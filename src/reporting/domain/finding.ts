/** What is wrong with, or missing from, one place of a report. Never carries the value itself. */
export interface Finding {
  readonly severity: 'error' | 'warning';
  /** Stable code; see FINDING_MESSAGES. */
  readonly code: FindingCode;
  /** Name of the element or group, such as CTID. */
  readonly element: string;
  /** Where in the message, such as HVTR/CATIs/CATI[2]/HTDT. */
  readonly path: string;
  /** Customer and transaction in the bank's own terms. */
  readonly record: RecordReference;
  readonly message: { readonly zh: string; readonly en: string };
}

export interface RecordReference {
  readonly customerNumber?: string;
  readonly source?: string;
  readonly reference?: string;
}

export const FINDING_MESSAGES = {
  missing: ['必须填写', 'must be filled'],
  'not-obtained': ['没有取得，报文中填 @N', 'was not obtained; the message says @N'],
  'only-placeholder': ['目前只能填 @N', 'may only be @N for now'],
  empty: ['不能为空', 'is empty'],
  'too-long': ['超过最大长度 {limit}', 'is longer than {limit} characters'],
  'bad-character': ['含有 XML 1.0 不允许的字符', 'holds a character that XML 1.0 forbids'],
  'not-in-table': ['不在代码表 {limit} 中', 'is not in the code table {limit}'],
  'bad-format': ['格式不正确', 'does not have the format of this element'],
  'not-a-day': ['不是有效的日期', 'is not a day of the calendar'],
  'not-positive': ['必须大于零', 'must be above zero'],
  'other-text-missing': [
    '{limit} 为其他类，必须填写说明',
    'must say which, because {limit} is of an "other" kind',
  ],
  'other-text-unexpected': [
    '只有 {limit} 为其他类时才填写',
    'is filled only when {limit} is of an "other" kind',
  ],
  'wrong-number-length': [
    '证件号码长度应为 {limit} 位',
    'must have {limit} characters for this document type',
  ],
  'pair-incomplete': ['必须与 {limit} 同时填写', 'is given together with {limit}, or not at all'],
  'account-missing': [
    '通过账户或银行卡的交易须填写账号或卡号',
    'needs an account or card number for this relation',
  ],
  'account-unexpected': [
    '不通过账户或银行卡的交易不填账号和卡号',
    'must not be filled when neither account nor card was used',
  ],
  'outside-day': ['交易时间不在交易发生日期内', 'lies outside the day of the report'],
  'duplicate-key': [
    '业务主键重复（客户号、日期、特征代码、业务标识号）',
    'repeats a key (customer, day, feature, identifier)',
  ],
  'duplicate-customer': ['同一客户出现多次', 'names a customer twice'],
  'no-records': ['至少要有一条记录', 'has no record'],
  'rate-missing': ['缺少汇率，折算金额填 @N', 'has no exchange rate; the converted amount says @N'],
  unmapped: ['无法对应到标准代码，报文中填 @N', 'has no code of the standard; the message says @N'],
  shortened: ['超过 {limit} 字，报文中已截短', 'is longer than {limit} characters and was cut'],
  'more-of-the-same': ['另有 {limit} 处相同问题', 'is so in {limit} further places'],
} as const satisfies Record<string, readonly [string, string]>;

export type FindingCode = keyof typeof FINDING_MESSAGES;

const KEPT_OF_EACH = 100;

/**
 * Collects findings. A fault of the source data often repeats in every record, so only the first hundred
 * of each kind are kept and the rest are counted in one further finding.
 */
export class Findings {
  private readonly kept: Finding[] = [];
  private readonly counts = new Map<string, { first: Finding; count: number }>();
  errors = 0;

  add(
    finding: Omit<Finding, 'message'> & { limit?: string | number; label?: { zh: string; en: string } },
  ): void {
    const { limit = '', label, ...rest } = finding;
    const [zh, en] = FINDING_MESSAGES[finding.code];
    const fill = (text: string, name: string | undefined) =>
      `${finding.element}${name ? ` (${name})` : ''} ${text.replace('{limit}', String(limit))}`;
    const complete: Finding = { ...rest, message: { zh: fill(zh, label?.zh), en: fill(en, label?.en) } };
    if (finding.severity === 'error') this.errors += 1;
    const key = `${finding.severity}/${finding.code}/${finding.element}`;
    const seen = this.counts.get(key);
    if (seen) seen.count += 1;
    else this.counts.set(key, { first: complete, count: 1 });
    if (!seen || seen.count <= KEPT_OF_EACH) this.kept.push(complete);
  }

  /** In the order they were met, then one line for each kind of which more were met than are kept. */
  list(): Finding[] {
    const rest: Finding[] = [];
    for (const { first, count } of this.counts.values()) {
      if (count <= KEPT_OF_EACH) continue;
      const [zh, en] = FINDING_MESSAGES['more-of-the-same'];
      const more = String(count - KEPT_OF_EACH);
      rest.push({
        ...first,
        record: {},
        path: '',
        message: {
          zh: `${first.message.zh}；${zh.replace('{limit}', more)}`,
          en: `${first.message.en}; ${en.replace('{limit}', more)}`,
        },
      });
    }
    return [...this.kept, ...rest];
  }
}

/** Thrown by a writer that met something the form forbids. */
export class FormRefusal extends Error {
  constructor(readonly findings: readonly Finding[]) {
    const first = findings.find((finding) => finding.severity === 'error') ?? findings[0];
    super(`The form forbids what stands at ${first?.path ?? '?'}: ${first?.message.en ?? ''}`);
    this.name = 'FormRefusal';
  }
}
