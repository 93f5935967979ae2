import { useTranslation } from 'react-i18next';
import type { Alert, Measure } from '../../api/alert-types.js';
import { Money } from '../../components/values.js';
import { percentOf } from '../../i18n/format.js';
import { useFormat } from '../../i18n/use-format.js';
import { Facts } from '../../components/facts.js';
import { JsonView } from '../../components/json-view.js';

export const isSide = (value: unknown): value is Measure & { sum: string; limit: string } =>
  typeof value === 'object' && value !== null && 'sum' in value && 'limit' in value;

/** What was measured against what the law allows: a bar per currency side, and plain values else. */
export function Measures({ alert }: { alert: Alert }) {
  const entries = Object.entries(alert.measures ?? {});
  const sides = entries.filter(([, value]) => isSide(value)) as [
    string,
    Measure & { sum: string; limit: string },
  ][];
  const rest = entries.filter(([, value]) => !isSide(value));
  return (
    <>
      {sides.map(([side, measure]) => (
        <Bar key={side} side={side} measure={measure} />
      ))}
      {rest.length > 0 ? (
        <Facts
          facts={rest.map(([name, value]) => ({
            name,
            value: typeof value === 'object' ? <JsonView value={value} /> : String(value),
          }))}
        />
      ) : null}
    </>
  );
}

/** The scale ends at the larger of sum and limit, so that both the bar and the line are always seen. */
function Bar({ side, measure }: { side: string; measure: Measure & { sum: string; limit: string } }) {
  const { t } = useTranslation();
  const format = useFormat();
  const percent = percentOf(measure.sum, measure.limit) ?? 0;
  const scale = Math.max(percent, 100) * 1.08;
  const currency = side.toUpperCase();
  return (
    <div className={measure.crossed ? 'measure measure-crossed' : 'measure'}>
      <div className="measure-head">
        <strong>{t(`terms.currencySide.${side}`, { defaultValue: side })}</strong>
        <span>
          <Money amount={measure.sum} currency={currency} />
        </span>
      </div>
      <div className="measure-bar" aria-hidden="true">
        <div className="measure-fill" style={{ width: `${(Math.min(percent, scale) / scale) * 100}%` }} />
        <div className="measure-limit" style={{ left: `${(100 / scale) * 100}%` }} />
      </div>
      <div className="measure-foot">
        <span>
          {t('alerts.limit')} <Money amount={measure.limit} currency={currency} /> ·{' '}
          {t(measure.crossed ? 'alerts.crossed' : 'alerts.notCrossed', { percent: format.count(percent) })}
        </span>
        {measure.count === undefined ? null : <span>{t('alerts.counted', { count: measure.count })}</span>}
      </div>
    </div>
  );
}
