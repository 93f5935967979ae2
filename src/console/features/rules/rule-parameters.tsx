import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RuleParameter } from '../../api/rule-types.js';
import { DataTable } from '../../components/data-table.js';
import { Day, Money } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';

interface Row {
  key: string;
  name: string;
  parameter: RuleParameter;
  entry: RuleParameter['values'][number];
}

/** The dated numbers a rule works with. */
export function RuleParameters({ parameters }: { parameters: Record<string, RuleParameter> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows: Row[] = Object.entries(parameters).flatMap(([name, parameter]) =>
    (parameter.values ?? []).map((entry) => ({ key: `${name} ${entry.from}`, name, parameter, entry })),
  );
  const columns: TableColumnsType<Row> = [
    {
      title: t('rules.parameter'),
      render: (_, r) => (
        <>
          {format.text(r.parameter.meaning) || r.name}
          <span className="cell-sub mono">{r.name}</span>
        </>
      ),
    },
    {
      title: t('rules.value'),
      align: 'right',
      render: (_, r) =>
        typeof r.entry.value === 'string' && /^\d+(\.\d+)?$/.test(r.entry.value) && r.parameter.unit ? (
          <Money amount={r.entry.value} currency={r.parameter.unit} />
        ) : (
          <span className="mono">{JSON.stringify(r.entry.value)}</span>
        ),
    },
    { title: t('rules.effectiveFrom'), render: (_, r) => <Day value={r.entry.from} /> },
    { title: t('rules.effectiveTo'), render: (_, r) => <Day value={r.entry.to} /> },
  ];
  if (rows.length === 0) return null;
  return <DataTable<Row> label={t('rules.parameters')} columns={columns} rows={rows} rowKey={(r) => r.key} empty={null} />;
}
