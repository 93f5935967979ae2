import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RiskRating } from '../../api/risk-types.js';
import { fontFamily, palette } from '../../app/theme.js';
import { Chart } from '../../components/chart.js';
import { useFormat } from '../../i18n/use-format.js';

/** The totals of a customer's ratings, the oldest first. */
export function HistoryChart({ ratings }: { ratings: RiskRating[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const option = useMemo(() => {
    const oldest = [...ratings].reverse();
    return {
      color: [palette.accent],
      animationDuration: 200,
      textStyle: { fontFamily, color: palette.textSecondary },
      grid: { left: 4, right: 4, top: 10, bottom: 4, containLabel: true },
      tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
      xAxis: {
        type: 'category',
        data: oldest.map(({ ratedAt }) => format.instant(ratedAt)),
        axisLabel: { hideOverlap: true },
      },
      yAxis: { type: 'value', min: 0, max: 100 },
      series: [
        { name: t('risk.total'), type: 'bar', barMaxWidth: 26, data: oldest.map(({ total }) => total) },
      ],
    };
  }, [ratings, format, t]);
  return <Chart option={option} label={t('risk.historyLabel', { count: ratings.length })} />;
}
