import { Money, type Day, type Text } from '../../../platform/index.js';
import { thresholdsOn, type Measure, type OccasionalRules, type ThresholdValue } from './rules.js';

/** Money of one service or one linked movement; `usd` is the same in US dollars, `null` while a rate is missing. */
export interface Counted {
  amount: string;
  currency: string;
  usd: string | null;
}

export interface Reason {
  code: 'limit-reached' | 'limit-reached-linked' | 'any-amount' | 'rate-missing' | 'linked-not-found';
  message: Text;
}

export interface AssessedThreshold {
  id: string;
  measure: Measure;
  instrument: Text;
  article: string;
  cny: string | null;
  usd: string | null;
  linked: boolean;
  reached: boolean;
}

export interface Assessment {
  dueDiligenceRequired: boolean;
  reasons: Reason[];
  thresholds: AssessedThreshold[];
}

const MEASURES: Record<Measure, Text> = {
  'due-diligence': {
    en: 'identify the customer and verify the identity before the service',
    zh: '应在办理前识别并核实客户身份',
  },
  'verify-originator': {
    en: "register the originator's data and verify them before the money goes out",
    zh: '应在汇出前登记并核实汇款人信息',
  },
  'register-user': { en: 'register who really uses it', zh: '应登记实际使用人' },
};

/** How far a limit is filled; 1 or more is reached, `null` unknown for want of a rate. */
function filled(
  counted: readonly Counted[],
  { cny, usd }: ThresholdValue,
  addCurrencies: boolean,
): { share: InstanceType<typeof Money>; missing: boolean } {
  const yuan = counted.filter(({ currency }) => currency === 'CNY');
  const foreign = counted.filter(({ currency }) => currency !== 'CNY');
  const sum = (list: readonly string[]) => list.reduce((total, one) => total.plus(one), new Money(0));
  const of = (total: InstanceType<typeof Money>, limit: string | null) =>
    limit === null ? new Money(0) : total.div(limit);
  const known = foreign.flatMap((one) => (one.usd === null ? [] : [one.usd]));
  const [inYuan, inDollars] = [of(sum(yuan.map(({ amount }) => amount)), cny), of(sum(known), usd)];
  return {
    share: addCurrencies ? inYuan.plus(inDollars) : Money.max(inYuan, inDollars),
    // A limit in yuan alone says nothing of foreign money; not knowing is no reason to let it pass.
    missing: usd === null ? foreign.length > 0 : known.length < foreign.length,
  };
}

const isAny = ({ cny, usd }: ThresholdValue): boolean => cny === '0' && usd === '0';

function limitText({ cny, usd }: ThresholdValue): Text {
  const parts = [...(cny === null ? [] : [`CNY ${cny}`]), ...(usd === null ? [] : [`USD ${usd}`])];
  return { en: parts.join(' or '), zh: parts.join(' 或等值 ') };
}

/**
 * Whether a one-off service needs due diligence on a day, by itself or with what is linked to it. Where a rate is
 * missing the answer errs on the careful side and says so.
 */
export function assess(
  rules: OccasionalRules,
  request: { service: string; day: Day; own: Counted; linked: readonly Counted[]; notFound: number },
): Assessment {
  const reasons: Reason[] = [];
  const thresholds = thresholdsOn(rules, request.service, request.day).map((threshold) => {
    const { id, measure, linked, value } = threshold;
    const { instrument, article } = value.legalBasis;
    const add = rules.linking.addCurrencies.value;
    const alone = filled([request.own], value, add);
    const together = linked ? filled([request.own, ...request.linked], value, add) : alone;
    const any = isAny(value);
    const byItself = !any && alone.share.gte(1);
    const byLink = !any && !byItself && together.share.gte(1);
    const unknown = !any && !byItself && !byLink && together.missing;
    const [limit, what] = [limitText(value), MEASURES[measure]];
    const cite: Text = { en: `(art. ${article})`, zh: `（第${article}条）` };
    const say = (code: Reason['code'], en: string, zh: string): void =>
      void reasons.push({
        code,
        message: { en: `${en}: ${what.en} ${cite.en}.`, zh: `${zh}，${what.zh}${cite.zh}。` },
      });
    if (any) say('any-amount', 'Whatever the amount', '不论金额大小');
    if (byItself) say('limit-reached', `The amount reaches ${limit.en}`, `金额达到 ${limit.zh}`);
    if (byLink)
      say(
        'limit-reached-linked',
        `Together with linked services the amount reaches ${limit.en}`,
        `与关联业务累计金额达到 ${limit.zh}`,
      );
    if (unknown)
      say(
        'rate-missing',
        'An exchange rate is missing, so the limit counts as reached',
        '缺少汇率，按达到限额处理',
      );
    const reached = any || byItself || byLink || unknown;
    return { id, measure, instrument, article, cny: value.cny, usd: value.usd, linked, reached };
  });
  if (request.notFound > 0)
    reasons.push({
      code: 'linked-not-found',
      message: {
        en: `${request.notFound} of the linked references are not in the ledger and were not counted; check them.`,
        zh: `有${request.notFound}笔关联业务编号在账簿中未找到，未计入累计，请核对。`,
      },
    });
  return { dueDiligenceRequired: thresholds.some(({ reached }) => reached), reasons, thresholds };
}
