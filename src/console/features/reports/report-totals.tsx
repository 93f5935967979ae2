import { useTranslation } from 'react-i18next';
import { Facts } from '../../components/facts.js';
import { JsonView } from '../../components/json-view.js';
import { Panel } from '../../components/panel.js';
import { useFormat } from '../../i18n/use-format.js';

/** Counts and sums of a report; whatever the report counts is shown, by its own name. */
export function ReportTotals({ totals }: { totals?: Record<string, unknown> | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const entries = Object.entries(totals ?? {});
  if (entries.length === 0) return null;
  return (
    <Panel title={t('reports.totals')}>
      <Facts
        facts={entries.map(([name, value]) => ({
          name: t(`reports.total.${name}`, { defaultValue: name }),
          value:
            typeof value === 'number' || typeof value === 'string' ? (
              <span className="number">{format.count(value)}</span>
            ) : (
              <JsonView value={value} />
            ),
          wide: typeof value === 'object',
        }))}
      />
    </Panel>
  );
}
