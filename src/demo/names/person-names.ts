import type { Random } from '../random.js';
import { Weighted } from '../random.js';

/** Surnames per thousand people, rounded, in the order of the Ministry of Public Security's yearly name reports. */
const SURNAMES: readonly (readonly [string, number])[] = [
  ['王', 72],
  ['李', 71],
  ['张', 68],
  ['刘', 53],
  ['陈', 49],
  ['杨', 31],
  ['黄', 23],
  ['赵', 21],
  ['吴', 20],
  ['周', 19],
  ['徐', 15],
  ['孙', 14],
  ['马', 13],
  ['朱', 13],
  ['胡', 12],
  ['郭', 11],
  ['何', 11],
  ['林', 11],
  ['罗', 10],
  ['高', 10],
  ['郑', 9],
  ['梁', 9],
  ['谢', 8],
  ['宋', 8],
  ['唐', 7],
  ['许', 7],
  ['韩', 7],
  ['邓', 6],
  ['冯', 6],
  ['曹', 6],
  ['彭', 6],
  ['曾', 6],
  ['肖', 6],
  ['田', 5],
  ['董', 5],
  ['潘', 5],
  ['袁', 5],
  ['蔡', 5],
  ['蒋', 5],
  ['余', 5],
  ['于', 4],
  ['杜', 4],
  ['叶', 4],
  ['程', 4],
  ['魏', 4],
  ['苏', 4],
  ['吕', 4],
  ['丁', 4],
  ['任', 4],
  ['卢', 4],
  ['姚', 3],
  ['沈', 3],
  ['钟', 3],
  ['姜', 3],
  ['崔', 3],
  ['谭', 3],
  ['陆', 3],
  ['范', 3],
  ['汪', 3],
  ['廖', 3],
  ['石', 3],
  ['金', 3],
  ['韦', 3],
  ['贾', 3],
  ['夏', 3],
  ['付', 2],
  ['方', 2],
  ['邹', 2],
  ['熊', 2],
  ['白', 2],
  ['孟', 2],
  ['秦', 2],
  ['邱', 2],
  ['侯', 2],
  ['江', 2],
  ['尹', 2],
  ['薛', 2],
  ['闫', 2],
  ['段', 2],
  ['雷', 2],
  ['龙', 2],
  ['黎', 2],
  ['史', 2],
  ['陶', 2],
  ['贺', 2],
  ['毛', 2],
  ['郝', 2],
  ['顾', 2],
  ['龚', 2],
  ['邵', 2],
  ['万', 2],
  ['覃', 2],
  ['武', 2],
  ['钱', 2],
  ['戴', 2],
  ['欧阳', 1],
  ['上官', 0.2],
  ['诸葛', 0.2],
  ['司马', 0.2],
  ['单', 0.5],
  ['仇', 0.3],
  ['区', 0.3],
  ['解', 0.3],
  ['尉迟', 0.1],
];
const surnames = new Weighted(SURNAMES);

interface Cohort {
  before: number;
  /** Share of one-character given names. */
  single: number;
  male: [string, string];
  female: [string, string];
}

/** Characters in fashion by year of birth: first and second character of the given name. */
const COHORTS: readonly Cohort[] = [
  {
    before: 1960,
    single: 0.08,
    male: ['德国建文明永金志玉光福长', '华生林明发才荣祥山贵清海'],
    female: ['秀桂玉淑凤兰春金素翠', '英兰珍芳华云梅莲花珠'],
  },
  {
    before: 1970,
    single: 0.12,
    male: ['建国卫志爱文红永新学', '国军东强民华平兵林忠'],
    female: ['秀丽红玉桂淑春海彩雪', '英红梅华芳霞兰玲琴萍'],
  },
  {
    before: 1980,
    single: 0.3,
    male: ['建志国伟晓俊永海文立', '军强伟勇刚辉峰明斌涛'],
    female: ['丽晓海春燕红小艳秀雪', '丽霞敏静燕娟红梅萍艳'],
  },
  {
    before: 1990,
    single: 0.42,
    male: ['俊志晓浩海鹏宏嘉振文', '磊伟超鹏杰勇涛峰飞龙'],
    female: ['晓丽婷雪静佳文海燕雅', '静婷丽娟敏艳娜丹霞燕'],
  },
  {
    before: 2000,
    single: 0.28,
    male: ['嘉俊文浩志家子晓泽宇', '豪杰轩鑫宇凯帆伟翔辰'],
    female: ['雨佳思梦雅欣晓诗嘉婷', '婷雪怡琪颖洁慧欣雯瑶'],
  },
  {
    before: 3000,
    single: 0.1,
    male: ['子浩宇梓俊泽一沐奕皓', '轩涵泽宸睿辰博然阳霖'],
    female: ['子梓欣诗雨可一若思语', '涵怡萱彤琪妍桐汐悦然'],
  },
];

const character = (text: string, random: Random): string => text[random.int(text.length)] as string;

/** A Chinese name as people of that gender and year of birth carry it. */
export function chineseName(gender: 'male' | 'female', birthYear: number, random: Random): string {
  const cohort = COHORTS.find((one) => birthYear < one.before) as Cohort;
  const [first, second] = cohort[gender];
  const surname = surnames.draw(random);
  if (random.chance(cohort.single)) return surname + character(second, random);
  return surname + character(first, random) + character(second, random);
}

/** Names from abroad are put together of common parts; the passport form comes first. */
const ABROAD: Record<string, { given: [string, string][]; family: [string, string][] }> = {
  USA: {
    given: [
      ['James', '詹姆斯'],
      ['Emily', '艾米丽'],
      ['Robert', '罗伯特'],
    ],
    family: [
      ['Whitfield', '惠特菲尔德'],
      ['Carver', '卡弗'],
      ['Ellison', '埃利森'],
    ],
  },
  DEU: {
    given: [
      ['Jonas', '约纳斯'],
      ['Anna', '安娜'],
      ['Stefan', '斯特凡'],
    ],
    family: [
      ['Lindner', '林德纳'],
      ['Brandt', '勃兰特'],
      ['Vogel', '福格尔'],
    ],
  },
  JPN: {
    given: [
      ['Kenji', '健二'],
      ['Yuko', '优子'],
      ['Haruto', '阳翔'],
    ],
    family: [
      ['Nakahara', '中原'],
      ['Okabe', '冈部'],
      ['Shimura', '志村'],
    ],
  },
  KOR: {
    given: [
      ['Minjun', '敏俊'],
      ['Jiwoo', '智友'],
      ['Seoyeon', '书妍'],
    ],
    family: [
      ['Kim', '金'],
      ['Park', '朴'],
      ['Choi', '崔'],
    ],
  },
};
export const FOREIGN_COUNTRIES = Object.keys(ABROAD);

/** `latin` is given name and family name; `name` as a Chinese bank files it. */
export function foreignName(country: string, random: Random): { name: string; latin: string } {
  const parts = ABROAD[country] as NonNullable<(typeof ABROAD)[string]>;
  const [given, givenHan] = random.pick(parts.given);
  const [family, familyHan] = random.pick(parts.family);
  const eastAsian = country === 'JPN' || country === 'KOR';
  return { latin: `${given} ${family}`, name: eastAsian ? familyHan + givenHan : `${givenHan}·${familyHan}` };
}
