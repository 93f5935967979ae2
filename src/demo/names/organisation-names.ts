import type { Random } from '../random.js';
import { Weighted } from '../random.js';

/** A line of business: GB/T 4754 class, words in the firm's name, scope, median yearly turnover in yuan. */
export interface Industry {
  code: string;
  word: string;
  scope: string;
  turnover: number;
  cashIntensive: boolean;
}

const industry = (
  code: string,
  word: string,
  scope: string,
  turnover: number,
  cashIntensive = false,
): Industry => ({
  code,
  word,
  scope,
  turnover,
  cashIntensive,
});

const FIRM_INDUSTRIES: readonly (readonly [Industry, number])[] = [
  [industry('C17', '纺织', '纺织品制造、销售', 18_000_000), 8],
  [industry('C34', '机械', '通用机械设备制造、销售', 24_000_000), 9],
  [industry('C39', '电子', '电子元器件制造、销售', 30_000_000), 8],
  [industry('C21', '家具', '家具制造、销售', 9_000_000), 4],
  [industry('F51', '贸易', '货物批发，货物及技术进出口', 26_000_000), 16],
  [industry('F52', '商贸', '日用百货零售', 8_000_000), 8],
  [industry('E48', '建设工程', '土木工程施工', 32_000_000), 6],
  [industry('G54', '物流', '道路货物运输、仓储', 12_000_000), 7],
  [industry('H62', '餐饮管理', '餐饮服务', 5_000_000), 5],
  [industry('I65', '信息技术', '软件开发、信息系统集成', 9_000_000), 11],
  [industry('L72', '企业管理咨询', '企业管理咨询服务', 4_000_000), 8],
  [industry('K70', '物业管理', '物业管理服务', 6_000_000), 4],
  [industry('A01', '农业发展', '农产品种植、销售', 5_000_000), 3],
  [industry('Q84', '医疗器械', '医疗器械销售', 11_000_000), 3],
];
const TRADER_INDUSTRIES: readonly (readonly [Industry, number])[] = [
  [industry('F52', '便利店', '预包装食品、日用百货零售', 900_000, true), 10],
  [industry('F52', '水果店', '水果、蔬菜零售', 700_000, true), 7],
  [industry('H62', '小吃店', '餐饮服务', 800_000, true), 10],
  [industry('F52', '五金店', '五金产品零售', 900_000), 5],
  [industry('O80', '理发店', '理发服务', 400_000, true), 5],
  [industry('F52', '服装店', '服装、鞋帽零售', 800_000), 6],
  [industry('O81', '汽车维修店', '机动车修理和维护', 1_000_000), 3],
  [industry('F51', '建材经营部', '建筑材料批发', 1_800_000), 4],
];
const firms = new Weighted(FIRM_INDUSTRIES);
const traders = new Weighted(TRADER_INDUSTRIES);

const REGIONS = ['杭州', '宁波', '嘉兴', '温州', '浙江', '上海', '苏州'];
const FIRST = '云恒锦瑞泽宏启嘉德远临汇盛和昱卓晟岚澜霖';
const SECOND = '汀岳川禾舟拓铭亿邦诺程图谷帆信源通达升麟';
const FORMS = new Weighted([
  ['有限公司', 88],
  ['股份有限公司', 6],
  ['有限责任公司', 6],
] as const);

export const drawFirmIndustry = (random: Random): Industry => firms.draw(random);
export const drawTraderIndustry = (random: Random): Industry => traders.draw(random);

const word = (random: Random): string =>
  (FIRST[random.int(FIRST.length)] as string) + (SECOND[random.int(SECOND.length)] as string);

/** Region + word + line of business + legal form, as the register of companies has them. */
export function firmName(line: Industry, random: Random): string {
  const extra = random.chance(0.45) ? (FIRST[random.int(FIRST.length)] as string) : '';
  return `${random.pick(REGIONS)}${word(random)}${extra}${line.word}${FORMS.draw(random)}`;
}

export function traderName(line: Industry, owner: string, random: Random): string {
  const sign = random.chance(0.4) ? `${owner.slice(0, 1)}记` : word(random);
  return `${random.pick(REGIONS)}市${sign}${line.word}`;
}

const ABROAD_WORDS = [
  'Harbour',
  'Northgate',
  'Silverline',
  'Kestrel',
  'Bluewater',
  'Alderton',
  'Meridale',
  'Orchid',
];
const ABROAD_LINES = ['Trading', 'Components', 'Textiles', 'Foods', 'Machinery', 'Logistics'];
const ABROAD_FORMS: Record<string, string> = {
  USA: 'Inc.',
  DEU: 'GmbH',
  JPN: 'K.K.',
  HKG: 'Limited',
  SGP: 'Pte. Ltd.',
  GBR: 'Ltd',
  VGB: 'Holdings Ltd',
};

export function foreignFirmName(country: string, random: Random): string {
  return `${random.pick(ABROAD_WORDS)} ${random.pick(ABROAD_LINES)} ${ABROAD_FORMS[country] ?? 'Ltd'}`;
}
