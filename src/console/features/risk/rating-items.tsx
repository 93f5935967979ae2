import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { RatedItem } from '../../api/risk-types.js';
import { Tag } from '../../components/tag.js';
import { useFormat } from '../../i18n/use-format.js';
import './risk.css';

/** What each item gave to the total, by factor, with the reason in words. */
export function RatingItems({ items }: { items: RatedItem[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const factors = [...new Set(items.map(({ factor }) => factor))];
  return (
    <table className="risk-items">
      <thead>
        <tr>
          <th scope="col">{t('risk.item')}</th>
          <th scope="col">{t('risk.because')}</th>
          <th scope="col">{t('risk.score')}</th>
          <th scope="col">{t('risk.contribution')}</th>
        </tr>
      </thead>
      {factors.map((factor) => {
        const own = items.filter((item) => item.factor === factor);
        return (
          <tbody key={factor}>
            <tr>
              <th scope="rowgroup" colSpan={4}>
                {format.text(own[0]?.factorTitle)}
              </th>
            </tr>
            {own.map((item) => (
              <Fragment key={item.item}>
                <tr>
                  <td>{format.text(item.title)}</td>
                  <td>
                    {format.text(item.because)}{' '}
                    {item.unknown ? <Tag tone="warning">{t('risk.unknown')}</Tag> : null}
                  </td>
                  <td className="number">
                    {item.score}/{item.maximum}
                  </td>
                  <td>
                    <meter
                      min={0}
                      max={item.weight}
                      value={item.contribution}
                      aria-label={format.text(item.title)}
                    />{' '}
                    <span className="number">
                      {t('risk.of', { part: item.contribution, whole: item.weight })}
                    </span>
                  </td>
                </tr>
              </Fragment>
            ))}
          </tbody>
        );
      })}
    </table>
  );
}
