import { useTranslation } from 'react-i18next';
import type { RegisterDifference } from '../../api/owner-types.js';
import { DataTable } from '../../components/data-table.js';
import { Tag } from '../../components/tag.js';
import { Missing, Term } from '../../components/values.js';

/** How a register and the bank differ, owner by owner. */
export function DifferencesTable({ differences }: { differences: RegisterDifference[] }) {
  const { t } = useTranslation();
  return (
    <DataTable<RegisterDifference>
      label={t('registers.differences')}
      rows={differences}
      rowKey={({ code, owner }) => `${code} ${owner}`}
      empty={<p className="muted panel-foot">{t('registers.agree')}</p>}
      columns={[
        { title: t('registers.owner'), render: (_, one) => one.owner },
        {
          title: t('registers.what'),
          render: (_, one) => <Term table="registerDifference" value={one.code} />,
        },
        { title: t('registers.found'), render: (_, one) => one.found ?? <Missing /> },
        { title: t('registers.registered'), render: (_, one) => one.registered ?? <Missing /> },
        { title: t('registers.weight'), render: (_, one) => <Weight material={one.material} /> },
      ]}
    />
  );
}

export function Weight({ material }: { material: boolean }) {
  const { t } = useTranslation();
  return material ? (
    <Tag tone="warning">{t('registers.material')}</Tag>
  ) : (
    <Tag>{t('registers.notMaterial')}</Tag>
  );
}
