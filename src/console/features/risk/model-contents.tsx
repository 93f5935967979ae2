import { useTranslation } from 'react-i18next';
import type { RiskModelDefinition } from '../../api/risk-types.js';
import { DataTable } from '../../components/data-table.js';
import { Panel } from '../../components/panel.js';
import { useFormat } from '../../i18n/use-format.js';

interface Row {
  item: string;
  factor: string;
  title: string;
  weight: number;
  unknown: number | undefined;
}

/** What a model says, for people: its levels, what counts how much, and what decides by itself. */
export function ModelContents({ definition }: { definition: RiskModelDefinition }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { levels = [], factors = [], highest = [] } = definition;
  const rows: Row[] = factors.flatMap((factor) =>
    factor.items.map(({ item, title, weight, unknown }) => ({
      item,
      factor: format.text(factor.title),
      title: format.text(title),
      weight,
      unknown,
    })),
  );
  return (
    <>
      <Panel title={t('risk.levels')} flush>
        <DataTable
          label={t('risk.levels')}
          rows={levels}
          rowKey={({ level }) => level}
          empty={null}
          columns={[
            { title: t('risk.level'), render: (_, { title }) => format.text(title) },
            { title: t('risk.fromTotal'), render: (_, { from }) => <span className="number">{from}</span> },
            {
              title: t('risk.reviewEvery'),
              render: (_, { reviewMonths }) => t('risk.months', { count: reviewMonths }),
            },
          ]}
        />
      </Panel>
      <Panel title={t('risk.weights')} flush>
        <DataTable<Row>
          label={t('risk.weights')}
          rows={rows}
          rowKey={({ item }) => item}
          empty={null}
          columns={[
            { title: t('risk.factor'), dataIndex: 'factor' },
            { title: t('risk.item'), dataIndex: 'title' },
            { title: t('risk.weight'), render: (_, { weight }) => <span className="number">{weight}</span> },
            {
              title: t('risk.unknownScore'),
              render: (_, { unknown }) => <span className="number">{unknown}</span>,
            },
          ]}
        />
      </Panel>
      {highest.length > 0 ? (
        <Panel title={t('risk.directly')}>
          <ul>
            {highest.map(({ rule, because }) => (
              // The sentence is filled in for each customer.
              <li key={rule}>{format.text(because).replace(/\{\w+\}/g, '…')}</li>
            ))}
          </ul>
        </Panel>
      ) : null}
    </>
  );
}
