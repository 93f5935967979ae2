import { CheckCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { OccasionalAnswer, OccasionalThreshold } from '../../api/occasional-types.js';
import { Panel } from '../../components/panel.js';
import { Tag } from '../../components/tag.js';
import { formatAmount } from '../../i18n/format.js';

/** Needed or not in large words, why, and against which limits of the law. */
export function Answer({ answer }: { answer: OccasionalAnswer }) {
  const { t } = useTranslation();
  const { dueDiligenceRequired: needed } = answer;
  return (
    <div className="stack">
      <section className={needed ? 'verdict verdict-needed' : 'verdict verdict-clear'}>
        <p className="verdict-word">
          {needed ? (
            <ExclamationCircleOutlined aria-hidden="true" />
          ) : (
            <CheckCircleOutlined aria-hidden="true" />
          )}{' '}
          {t(needed ? 'occasional.needed' : 'occasional.notNeeded')}
        </p>
        {answer.reasons.length > 0 ? (
          <ul className="bare-list">
            {answer.reasons.map((reason) => (
              <li key={reason.code + reason.message}>{reason.message}</li>
            ))}
          </ul>
        ) : (
          <p>{t('occasional.below')}</p>
        )}
      </section>
      <Panel title={t('occasional.limits')}>
        <ul className="plain-list">
          {answer.thresholds.map((threshold) => (
            <li key={threshold.id}>
              <div>
                <div>{t(`occasional.measures.${threshold.measure}`)}</div>
                <Limit threshold={threshold} />
                <span className="cell-sub">
                  {t('occasional.article', {
                    instrument: threshold.instrument,
                    article: threshold.article,
                  })}
                  {threshold.linked ? ` ${t('occasional.countsLinked')}` : ''}
                </span>
              </div>
              <Tag tone={threshold.reached ? 'warning' : 'neutral'}>
                {t(threshold.reached ? 'occasional.reached' : 'occasional.notReached')}
              </Tag>
            </li>
          ))}
        </ul>
        <p className="muted">{t('occasional.doubt')}</p>
      </Panel>
    </div>
  );
}

function Limit({ threshold: { cny, usd } }: { threshold: OccasionalThreshold }) {
  const { t } = useTranslation();
  const given = [
    ...(cny === null ? [] : [['CNY', cny] as const]),
    ...(usd === null ? [] : [['USD', usd] as const]),
  ];
  if (given.every(([, amount]) => Number(amount) === 0))
    return <span className="number">{t('occasional.any')}</span>;
  const texts = given.map(([currency, amount]) => `${currency} ${formatAmount(amount, currency)}`);
  return <span className="number">{t('occasional.from', { limit: texts.join(t('occasional.or')) })}</span>;
}
