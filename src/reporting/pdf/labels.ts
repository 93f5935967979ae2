/** What the printed report says, in both languages. */
export interface ReportLabels {
  readonly title: string;
  readonly subtitle: string;
  readonly page: (page: number, pages: number) => string;
  readonly confidential: string;
  readonly continued: string;
  readonly status: Record<string, string>;
  readonly facts: Record<
    | 'institution'
    | 'institutionCode'
    | 'businessDate'
    | 'report'
    | 'dueOn'
    | 'form'
    | 'createdAt'
    | 'maker'
    | 'approver'
    | 'approvedAt',
    string
  >;
  readonly notYet: string;
  readonly figures: Record<'customers' | 'transactions' | 'records' | 'messages', string>;
  readonly sections: Record<'totals' | 'files' | 'findings' | 'details', string>;
  readonly signatures: Record<'maker' | 'approver' | 'date', string>;
  readonly totals: Record<
    'feature' | 'direction' | 'currency' | 'customers' | 'records' | 'amount' | 'cny' | 'usd',
    string
  >;
  readonly files: Record<'name' | 'size' | 'records' | 'digest', string>;
  readonly findings: Record<'severity' | 'record' | 'element' | 'message' | 'error' | 'warning', string>;
  readonly rows: Record<
    | 'number'
    | 'time'
    | 'account'
    | 'direction'
    | 'method'
    | 'amount'
    | 'cny'
    | 'usd'
    | 'counterparty'
    | 'counter',
    string
  >;
  readonly recordsOf: (count: number) => string;
  readonly agent: string;
  readonly noDocument: string;
  readonly notPrinted: (count: string) => string;
}

const zh: ReportLabels = {
  title: '大额交易报告',
  subtitle: 'LARGE-VALUE TRANSACTION REPORT',
  page: (page, pages) => `第 ${page} 页 / 共 ${pages} 页`,
  confidential: '反洗钱工作信息，依法保密，不得向客户及无关人员提供',
  continued: '（续）',
  status: {
    draft: '草稿', approved: '已批准', submitted: '已报送', accepted: '已接收', 'correction-requested': '待补正', rejected: '被退回',
  },
  facts: {
    institution: '报告机构', institutionCode: '机构编码', businessDate: '交易日期', report: '报告编号', dueOn: '报送期限',
    form: '报送规范', createdAt: '生成时间', maker: '编制人', approver: '审批人', approvedAt: '审批时间',
  },
  notYet: '尚未审批',
  figures: { customers: '客户', transactions: '交易', records: '报送记录', messages: '报文' },
  sections: { totals: '分类汇总', files: '报文与校验值', findings: '校验结果', details: '客户与交易明细' },
  signatures: { maker: '编制人签字', approver: '审批人签字', date: '日期' },
  totals: {
    feature: '大额交易特征', direction: '收付', currency: '币种', customers: '客户数', records: '笔数', amount: '原币金额',
    cny: '折人民币', usd: '折美元',
  },
  files: { name: '文件名', size: '字节数', records: '笔数', digest: 'SHA-256' },
  findings: { severity: '级别', record: '记录', element: '要素', message: '说明', error: '错误', warning: '提示' },
  rows: {
    number: '序号', time: '时间', account: '客户账号 / 业务标识号', direction: '收付', method: '交易方式', amount: '原币金额',
    cny: '折人民币', usd: '折美元', counterparty: '交易对手', counter: '柜台',
  },
  recordsOf: (count) => `${count} 笔`,
  agent: '代办人',
  noDocument: '未取得证件',
  notPrinted: (count) => `其余 ${count} 条记录未打印，见上列报文。`,
}; // prettier-ignore

const en: ReportLabels = {
  title: 'Large-value transaction report',
  subtitle: '大额交易报告',
  page: (page, pages) => `Page ${page} of ${pages}`,
  confidential: 'Anti-money-laundering information: confidential by law, not for customers or third parties',
  continued: '(continued)',
  status: {
    draft: 'Draft', approved: 'Approved', submitted: 'Submitted', accepted: 'Accepted', 'correction-requested': 'To be corrected',
    rejected: 'Rejected',
  },
  facts: {
    institution: 'Institution', institutionCode: 'Institution code', businessDate: 'Business date', report: 'Report', dueOn: 'Due on',
    form: 'Form', createdAt: 'Made at', maker: 'Made by', approver: 'Approved by', approvedAt: 'Approved at',
  },
  notYet: 'Not yet approved',
  figures: { customers: 'Customers', transactions: 'Transactions', records: 'Records', messages: 'Messages' },
  sections: { totals: 'Totals', files: 'Messages and digests', findings: 'Findings', details: 'Customers and transactions' },
  signatures: { maker: 'Signature of the maker', approver: 'Signature of the approver', date: 'Date' },
  totals: {
    feature: 'Feature', direction: 'In / out', currency: 'Currency', customers: 'Customers', records: 'Records', amount: 'Amount',
    cny: 'In CNY', usd: 'In USD',
  },
  files: { name: 'File', size: 'Bytes', records: 'Records', digest: 'SHA-256' },
  findings: { severity: 'Level', record: 'Record', element: 'Element', message: 'Finding', error: 'Error', warning: 'Warning' },
  rows: {
    number: 'No.', time: 'Time', account: 'Account / identifier', direction: 'In/out', method: 'Method', amount: 'Amount',
    cny: 'In CNY', usd: 'In USD', counterparty: 'Counterparty', counter: 'Counter',
  },
  recordsOf: (count) => `${count} record${count === 1 ? '' : 's'}`,
  agent: 'Agent',
  noDocument: 'no document obtained',
  notPrinted: (count) => `${count} further records are not printed; they are in the messages listed above.`,
}; // prettier-ignore

export const REPORT_LABELS = { zh, en } as const;
