import type { Currency } from './types.js';
import type { CreditCodePrefix } from './identity-numbers.js';

/** Organisations every demo bank has, in the order of their index. All are invented. */
export interface Institution {
  key: string;
  name: string;
  industry: string;
  scope: string;
  code: CreditCodePrefix;
  /** Organs in the sense of the exemption of art. 7 item 3; their subordinate institutions are not. */
  publicBody?: true;
  /** Yearly turnover in yuan. */
  turnover: number;
  /** In dollars: only foreign-invested firms have theirs on file. */
  registeredCapital?: string;
  natureOfBusiness?: string;
  currencies?: readonly Currency[];
  /** How much of the demo's staff works here, relative to an ordinary firm. */
  employer?: true;
}

const fie = (key: string, name: string, capital: string): Institution => ({
  key,
  name,
  industry: 'C39',
  scope: '电子元器件研发、制造、销售',
  code: '91',
  turnover: 60_000_000,
  registeredCapital: capital,
  natureOfBusiness: '外商投资企业',
  currencies: ['USD'],
});

export const INSTITUTIONS: readonly Institution[] = [
  {
    key: 'clearing',
    name: '云汀银行资金清算中心',
    industry: 'J66',
    scope: '行内资金清算',
    code: '91',
    turnover: 9e8,
  },
  {
    key: 'finance-bureau',
    name: '云汀市财政局',
    industry: 'S92',
    scope: '财政管理',
    code: '11',
    publicBody: true,
    turnover: 2e9,
    employer: true,
  },
  {
    key: 'court',
    name: '云汀市中级人民法院',
    industry: 'S92',
    scope: '审判',
    code: '11',
    publicBody: true,
    turnover: 2e8,
  },
  {
    key: 'hospital',
    name: '云汀市第一人民医院',
    industry: 'Q84',
    scope: '医疗服务',
    code: '12',
    turnover: 9e8,
    employer: true,
  },
  {
    key: 'university',
    name: '云汀理工学院',
    industry: 'P83',
    scope: '高等教育',
    code: '12',
    turnover: 6e8,
    employer: true,
  },
  {
    key: 'securities',
    name: '临汀证券股份有限公司',
    industry: 'J67',
    scope: '证券经纪、证券交易',
    code: '91',
    turnover: 8e8,
    currencies: ['USD'],
  },
  {
    key: 'insurer',
    name: '望汀人寿保险股份有限公司',
    industry: 'J68',
    scope: '人身保险',
    code: '91',
    turnover: 9e8,
  },
  {
    key: 'finance-company',
    name: '恒汀集团财务有限公司',
    industry: 'J66',
    scope: '成员单位存款、贷款、同业拆借',
    code: '91',
    turnover: 5e8,
  },
  {
    key: 'rural-bank',
    name: '稻汀村镇银行股份有限公司',
    industry: 'J66',
    scope: '存款、贷款、结算代理',
    code: '91',
    turnover: 4e8,
    natureOfBusiness: '代理结算往来行',
  },
  {
    key: 'gold-dealer',
    name: '锦汀金融租赁股份有限公司',
    industry: 'J66',
    scope: '金融租赁、黄金租赁',
    code: '91',
    turnover: 3e8,
  },
  fie('fie-1', '澜宇电子（浙江）有限公司', '5000000.00'),
  fie('fie-2', '晟图精密部件（宁波）有限公司', '3000000.00'),
  fie('fie-3', '启程光学科技（杭州）有限公司', '2000000.00'),
  {
    key: 'infrastructure',
    name: '云汀城市建设投资集团有限公司',
    industry: 'E48',
    scope: '城市基础设施投资、建设',
    code: '91',
    turnover: 6e8,
    currencies: ['USD'],
    employer: true,
  },
  {
    key: 'power',
    name: '云汀供电服务有限公司',
    industry: 'D44',
    scope: '电力供应',
    code: '91',
    turnover: 8e8,
  },
  { key: 'water', name: '云汀水务有限公司', industry: 'D46', scope: '自来水供应', code: '91', turnover: 2e8 },
  {
    key: 'telecom',
    name: '云汀通信服务有限公司',
    industry: 'I63',
    scope: '通信服务',
    code: '91',
    turnover: 5e8,
  },
  {
    key: 'supermarket',
    name: '云汀百汇超市有限公司',
    industry: 'F52',
    scope: '食品、日用百货零售',
    code: '91',
    turnover: 4e8,
    employer: true,
  },
  {
    key: 'platform',
    name: '汀购网络科技有限公司',
    industry: 'F52',
    scope: '互联网零售',
    code: '91',
    turnover: 7e8,
    employer: true,
  },
  {
    key: 'manufacturer',
    name: '浙江远图汽车部件股份有限公司',
    industry: 'C36',
    scope: '汽车零部件制造',
    code: '91',
    turnover: 7e8,
    currencies: ['USD', 'EUR', 'JPY'],
    employer: true,
  },
  {
    key: 'trading',
    name: '宁波恒舟国际贸易有限公司',
    industry: 'F51',
    scope: '货物及技术进出口',
    code: '91',
    turnover: 5e8,
    currencies: ['USD', 'EUR', 'JPY', 'HKD'],
  },
];

export type InstitutionKey = (typeof INSTITUTIONS)[number]['key'];
/** The keys of those that many people draw their wages from. */
export const EMPLOYERS = INSTITUTIONS.flatMap((one, index) => (one.employer ? [index] : []));

export function institutionIndex(key: string): number {
  const index = INSTITUTIONS.findIndex((one) => one.key === key);
  if (index < 0) throw new RangeError(`no institution ${key}`);
  return index;
}
