import { useTranslation } from 'react-i18next';
import type { RegisterDiscrepancy } from '../../api/owner-types.js';
import { Tag } from '../../components/tag.js';
import { Day } from '../../components/values.js';

/** When the period ends and how many working days are left of it. */
export function RegisterClock({ one }: { one: RegisterDiscrepancy }) {
  const { t } = useTranslation();
  const { dueOn, estimated, workingDaysLeft: left } = one;
  return (
    <>
      <Day value={dueOn} />{' '}
      {left === null ? null : (
        <Tag tone={left < 0 ? 'danger' : left <= 5 ? 'warning' : 'neutral'}>
          {left < 0 ? t('registers.over', { count: -left }) : t('registers.left', { count: left })}
        </Tag>
      )}
      {estimated && left !== null ? <span className="cell-sub">{t('registers.estimated')}</span> : null}
    </>
  );
}
