import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Campaign } from '../../api/campaign-types.js';
import { fontFamily, palette } from '../../app/theme.js';
import { Chart } from '../../components/chart.js';
import { useFormat } from '../../i18n/use-format.js';
import '../home/home.css';

const parts = ['done', 'settled', 'open', 'overdue'] as const;
const colours = ['#1a6b45', '#7d8b92', palette.accent, '#b42318'];

/** How far a campaign is, branch by branch; what is overdue is not counted as open again. */
export function BranchProgress({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const format = useFormat();
  const option = useMemo(() => {
    const { branches } = campaign;
    return {
      color: colours,
      animationDuration: 200,
      textStyle: { fontFamily, color: palette.textSecondary },
      grid: { left: 4, right: 12, top: 34, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 10, itemHeight: 10, textStyle: { color: palette.textSecondary } },
      tooltip: { trigger: 'axis', renderMode: 'richText', axisPointer: { type: 'shadow' }, confine: true },
      xAxis: {
        type: 'category',
        data: branches.map(({ branch }) => branch ?? t('campaigns.noBranch')),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: palette.border } },
      },
      yAxis: { type: 'value', minInterval: 1, splitLine: { lineStyle: { color: '#eceff1' } } },
      series: parts.map((part) => ({
        name: t(`campaigns.${part === 'open' ? 'inTime' : part}`),
        type: 'bar',
        stack: 'tasks',
        barMaxWidth: 44,
        data: branches.map((row) => (part === 'open' ? row.open - row.overdue : row[part])),
      })),
    };
  }, [campaign, t]);
  return (
    <Chart
      option={option}
      label={t('campaigns.chartLabel', {
        targets: format.count(campaign.targets),
        done: format.count(campaign.done),
        open: format.count(campaign.open),
        overdue: format.count(campaign.overdue),
      })}
    />
  );
}
