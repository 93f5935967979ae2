import type { Day, FieldFault } from '../../../platform/index.js';
import { controlMeans, shareTypes, type RelationshipType } from './types.js';

const EARLIEST = '1850-01-01';

/** What is wrong with a relationship by itself, whoever its parties are; `undefined` when nothing is. */
export function checkRelationship(
  one: {
    type: RelationshipType;
    share?: string | undefined;
    means?: string | undefined;
    since?: Day | undefined;
    until?: Day | undefined;
  },
  today: Day,
): FieldFault | undefined {
  const needsShare = shareTypes.includes(one.type);
  if (needsShare && one.share === undefined)
    return { pointer: '/share', code: 'required', message: { en: 'is missing', zh: '不能为空' } };
  if (!needsShare && one.share !== undefined)
    return {
      pointer: '/share',
      code: 'not-for-this-type',
      message: { en: 'belongs to shares, votes and income only', zh: '仅适用于持股、表决权和收益权' },
    };
  if (one.type === 'controls' && !(controlMeans as readonly string[]).includes(one.means ?? ''))
    return {
      pointer: '/means',
      code: 'not-a-choice',
      message: {
        en: `says by what control is had: ${controlMeans.join(', ')}`,
        zh: `须说明控制方式：${controlMeans.join('、')}`,
      },
    };
  if (one.since !== undefined && one.since < EARLIEST)
    return {
      pointer: '/since',
      code: 'implausible-date',
      message: { en: `lies before ${EARLIEST}`, zh: `早于 ${EARLIEST}` },
    };
  if (one.since !== undefined && one.since > today)
    return {
      pointer: '/since',
      code: 'in-future',
      message: { en: 'lies in the future', zh: '晚于今天' },
    };
  return one.until === undefined ? undefined : notBefore(one.until, one.since ?? today);
}

/** A relationship may end on the day it began: then it never held. */
export function notBefore(until: Day, since: Day): FieldFault | undefined {
  return until >= since
    ? undefined
    : {
        pointer: '/until',
        code: 'before-beginning',
        message: { en: 'lies before the first day', zh: '早于开始日期' },
      };
}
