import { useTranslation } from 'react-i18next';
import type { Objection } from '../../api/objection-types.js';
import { Tag } from '../../components/tag.js';
import { Day } from '../../components/values.js';

/** The last day for the answer and how long that is; the word says what the colour says. */
export function AnswerClock({ objection: { dueOn, daysLeft, overdue } }: { objection: Objection }) {
  const { t } = useTranslation();
  return (
    <>
      <Day value={dueOn} />{' '}
      {overdue ? (
        <Tag tone="danger">{t('objections.overdue', { count: -(daysLeft ?? 0) })}</Tag>
      ) : daysLeft !== null ? (
        <Tag tone={daysLeft <= 3 ? 'warning' : 'neutral'}>
          {t('objections.daysLeft', { count: daysLeft })}
        </Tag>
      ) : null}
    </>
  );
}
