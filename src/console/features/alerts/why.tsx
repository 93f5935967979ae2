import { useTranslation } from 'react-i18next';
import type { Alert } from '../../api/alert-types.js';
import { Money } from '../../components/values.js';
import { percentOf } from '../../i18n/format.js';
import { useFormat } from '../../i18n/use-format.js';
import { isSide } from './measures.js';

/**
 * Why an alert was raised, for a line of a list: what crossed its limit and by how much. The columns beside it
 * already name customer and day, so the full sentence is left to the tooltip and the alert's page.
 */
export function Why({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const format = useFormat();
  const explanation = format.text(alert.explanation);
  const crossed = Object.entries(alert.measures ?? {}).flatMap(([side, measure]) =>
    isSide(measure) && measure.crossed ? [{ side, measure }] : [],
  );
  if (crossed.length === 0) {
    return (
      <span className="alert-why" title={explanation}>
        {explanation}
      </span>
    );
  }
  return (
    <span title={explanation}>
      {crossed.map(({ side, measure }) => (
        <span key={side} className="alert-crossed">
          {alert.direction ? t(`terms.direction.${alert.direction}`) : null}{' '}
          <Money amount={measure.sum} currency={side.toUpperCase()} />
          <span className="cell-sub">
            {t('alerts.ofLimit', { percent: format.count(percentOf(measure.sum, measure.limit) ?? 0) })}
            {measure.count === undefined ? null : <> · {t('alerts.counted', { count: measure.count })}</>}
          </span>
        </span>
      ))}
    </span>
  );
}
