import type { Text } from '../../platform/index.js';

/** One fact about a customer; `null` is unknown. Shares are per cent, 0 to 100. */
export type FactValue = string | number | boolean | readonly string[] | null;

type FactType = 'text' | 'number' | 'yes-no' | 'list';

const fact = <const T extends FactType>(type: T, en: string, zh: string) => ({ type, title: { en, zh } });

/** Every fact a model may name. What a source does not deliver is unknown, and rated so. */
export const factCatalogue = {
  publicBody: fact('yes-no', 'public body', '是否公共机构'),
  status: fact('text', 'state of the customer', '客户状态'),
  informationGaps: fact('number', 'missing facts of the profile', '缺少的背景信息项数'),
  channel: fact('text', 'channel of the relationship', '建立关系渠道'),
  agent: fact('yes-no', 'opened through an agent', '是否代理开户'),
  thirdParty: fact('yes-no', 'identified by a third party', '是否第三方识别'),
  correspondent: fact('yes-no', 'correspondent relation', '是否代理行关系'),
  documentTypes: fact('list', 'kinds of documents', '证件种类'),
  documentValid: fact('yes-no', 'a document in force', '证件是否有效'),
  foreignDocument: fact('yes-no', 'foreign document', '是否境外证件'),
  ageYears: fact('number', 'age', '年龄'),
  existenceYears: fact('number', 'years in business', '存续年限'),
  nationality: fact('text', 'nationality', '国籍'),
  countries: fact('list', 'countries of the customer and those behind it', '关联国家（地区）'),
  regions: fact('list', 'regions of the addresses', '地址所在地区'),
  nonResident: fact('yes-no', 'not resident', '是否非居民'),
  occupation: fact('text', 'occupation', '职业'),
  industry: fact('text', 'industry', '行业'),
  ownersKnown: fact('yes-no', 'beneficial owners known', '受益所有人是否已知'),
  ownershipLayers: fact('number', 'layers of ownership', '股权层级'),
  ownershipCircular: fact('yes-no', 'circular or nominee holdings', '是否循环持股或代持'),
  foreignOwner: fact('yes-no', 'foreign owner', '是否有境外所有人'),
  ownerPoliticallyExposed: fact('yes-no', 'politically exposed owner', '所有人是否外国政要'),
  transactions: fact('number', 'transactions', '交易笔数'),
  cashShare: fact('number', 'share of cash', '现金占比'),
  remoteShare: fact('number', 'share not face to face', '非面对面占比'),
  crossBorderShare: fact('number', 'share across the border', '跨境占比'),
  agentShare: fact('number', 'share made by others', '他人代办占比'),
  largeValueAlerts: fact('number', 'large-value alerts', '大额预警数'),
  suspiciousAlerts: fact('number', 'standing alerts of suspicion', '待定可疑预警数'),
  suspicionsConfirmed: fact('number', 'suspicions taken further', '已升级可疑数'),
  screening: fact('text', 'list screening', '名单筛查状态'),
  politicallyExposed: fact('yes-no', 'foreign politically exposed person', '是否外国政要'),
  dueDiligenceRefused: fact('yes-no', 'refuses due diligence', '是否拒绝尽职调查'),
  judicialInvestigation: fact('yes-no', 'judicial investigation', '是否涉司法调查'),
  adverseMedia: fact('yes-no', 'adverse media', '是否有负面报道'),
  riskNotice: fact('yes-no', 'risk notice of an authority', '是否有风险提示'),
} as const satisfies Record<string, { type: FactType; title: Text }>;

export type FactName = keyof typeof factCatalogue;

/** What is known of one customer; a fact left out is unknown. */
export type RiskFacts = { readonly [name in FactName]?: FactValue };

export const isFact = (name: string): name is FactName => Object.hasOwn(factCatalogue, name);

/** The value, with what is not there as unknown. */
export const valueOf = (facts: RiskFacts, name: FactName): FactValue => facts[name] ?? null;
