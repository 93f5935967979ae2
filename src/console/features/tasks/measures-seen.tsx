import { useTranslation } from 'react-i18next';
import type { Restriction } from '../../api/task-types.js';
import { useFormat } from '../../i18n/use-format.js';
import { Collect } from './collect.js';

/** A restriction in the words the front line sees: what is limited, what stays possible, what to bring; never why. */
export function MeasuresSeen({
  measures,
  collect,
}: Pick<Restriction, 'collect'> & {
  measures: Pick<Restriction['measures'][number], 'title' | 'parameters'>[];
}) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      {measures
        .map(({ title, parameters }) => [format.text(title), ...Object.values(parameters)].join(' '))
        .join(t('common.listSeparator'))}
      <span className="cell-sub">{t('tasks.basicKept')}</span>
      <Collect items={collect} />
    </>
  );
}
