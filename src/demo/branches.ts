import type { BranchBody } from './types.js';

/** The bank is invented: neither its name nor its codes belong to an institution. */
export const DEMO_BANK = { name: '云汀银行', institutionCode: '999330100001' } as const;

export const HEAD_OFFICE = '0001';

/** Head office, two city branches and four sub-branches below them. */
export const DEMO_BRANCHES: readonly BranchBody[] = [
  { code: HEAD_OFFICE, name: '云汀银行总行营业部', country: 'CHN' },
  { code: '0100', name: '云汀银行杭州分行', parent: HEAD_OFFICE, country: 'CHN' },
  { code: '0101', name: '云汀银行杭州栖霞支行', parent: '0100', country: 'CHN' },
  { code: '0102', name: '云汀银行杭州听松支行', parent: '0100', country: 'CHN' },
  { code: '0200', name: '云汀银行宁波分行', parent: HEAD_OFFICE, country: 'CHN' },
  { code: '0201', name: '云汀银行宁波观澜支行', parent: '0200', country: 'CHN' },
  { code: '0202', name: '云汀银行宁波枫桥支行', parent: '0200', country: 'CHN' },
];
