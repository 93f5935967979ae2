import { Money, type Day, type Text } from '../platform/index.js';
import type { MeasuredSide } from '../alerts/index.js';
import type { Rule } from './language/rule.js';

const UNITS: Record<string, Text> = {
  CNY: { en: 'CNY', zh: '人民币' },
  USD: { en: 'USD equivalent', zh: '外币折美元' },
};

function grouped(amount: string): string {
  const [whole = '0', fraction = '00'] = new Money(amount).toFixed(2).split('.');
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}.${fraction}`;
}

/** Fills a rule's sentence with what was measured; both languages. */
export function explain(
  rule: Rule,
  customerNumber: string,
  day: Day,
  direction: 'in' | 'out',
  sides: Record<string, MeasuredSide>,
): Text {
  const crossed = Object.entries(sides).filter(([, side]) => side.crossed);
  const phrase = (language: keyof Text): string =>
    crossed
      .map(([name, { sum, count, limit }]) => {
        const unit = UNITS[rule.measures[name]!.unit]![language];
        return language === 'en'
          ? `${direction === 'in' ? 'in' : 'out'} of ${unit} ${grouped(sum)} in ${count} transaction${count === 1 ? '' : 's'} (limit ${grouped(limit)})`
          : `${direction === 'in' ? '收入' : '支出'}${unit} ${grouped(sum)} 元，共 ${count} 笔（标准 ${grouped(limit)}）`;
      })
      .join(language === 'en' ? ' and ' : '；');
  const fill = (template: string, language: keyof Text): string =>
    template
      .replace('{customer}', () => customerNumber)
      .replace('{day}', () => day)
      .replace('{crossed}', () => phrase(language));
  return { en: fill(rule.outcome.explanation.en, 'en'), zh: fill(rule.outcome.explanation.zh, 'zh') };
}
