import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Flows } from '../../api/network-types.js';
import { fontFamily, palette } from '../../app/theme.js';
import { Chart } from '../../components/chart.js';

/** Money in and out, month by month. */
export function FlowsChart({ flows }: { flows: Flows }) {
  const { t } = useTranslation();
  const option = useMemo(() => {
    const series = (direction: 'in' | 'out') => ({
      name: t(`flows.${direction}`),
      type: 'bar',
      barMaxWidth: 20,
      // Only drawn: sums are made by the service.
      data: flows.months.map((month) => Number(month[direction].amount)),
    });
    return {
      color: [palette.accent, '#c08a3e'],
      animationDuration: 200,
      textStyle: { fontFamily, color: palette.textSecondary },
      grid: { left: 4, right: 4, top: 34, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 10, itemHeight: 10, textStyle: { color: palette.textSecondary } },
      tooltip: { trigger: 'axis', renderMode: 'richText', axisPointer: { type: 'shadow' }, confine: true },
      xAxis: { type: 'category', data: flows.months.map(({ month }) => month), axisTick: { show: false } },
      yAxis: { type: 'value', splitLine: { lineStyle: { color: '#eceff1' } } },
      series: [series('in'), series('out')],
    };
  }, [flows, t]);
  const [first, last] = [flows.months[0]?.month, flows.months.at(-1)?.month];
  return <Chart option={option} label={t('flows.label', { from: first, to: last })} />;
}
