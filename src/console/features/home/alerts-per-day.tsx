import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { fontFamily, palette } from '../../app/theme.js';
import { Chart } from '../../components/chart.js';
import { useFormat } from '../../i18n/use-format.js';
import { useRuleName } from '../rules/rule-name.js';

const colours = [palette.accent, '#5aa0ae', '#c08a3e', '#8a6fa8', '#7d8b92', '#4f7f5f'];

interface Count {
  date: string;
  ruleId: string;
  count: number;
}

/** Large-value alerts per business date, stacked by rule. */
export function AlertsPerDay({ days }: { days: Count[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const ruleName = useRuleName();
  const option = useMemo(() => {
    const dates = [...new Set(days.map((d) => d.date))].sort();
    const rules = [...new Set(days.map((d) => d.ruleId))].sort();
    const counts = new Map(days.map((d) => [`${d.date} ${d.ruleId}`, d.count]));
    return {
      color: colours,
      animationDuration: 200,
      textStyle: { fontFamily, color: palette.textSecondary },
      grid: { left: 4, right: 4, top: 34, bottom: 4, containLabel: true },
      legend: {
        type: 'scroll',
        top: 0,
        left: 0,
        itemWidth: 10,
        itemHeight: 10,
        textStyle: { color: palette.textSecondary },
      },
      tooltip: { trigger: 'axis', renderMode: 'richText', axisPointer: { type: 'shadow' }, confine: true },
      xAxis: {
        type: 'category',
        data: dates,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: palette.border } },
        axisLabel: { formatter: (day: string) => day.slice(5), hideOverlap: true },
      },
      yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: '#eceff1' } } },
      series: rules.map((ruleId) => ({
        name: ruleName(ruleId),
        type: 'bar',
        stack: 'alerts',
        barMaxWidth: 22,
        data: dates.map((date) => counts.get(`${date} ${ruleId}`) ?? 0),
      })),
    };
  }, [days, ruleName]);
  const total = days.reduce((sum, d) => sum + d.count, 0);
  const first = days[0]?.date ?? '';
  const last = days.at(-1)?.date ?? '';
  return (
    <Chart
      option={option}
      label={t('home.perDayLabel', { count: total, from: format.day(first), to: format.day(last) })}
    />
  );
}
