import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Exemption } from '../../api/transaction-types.js';
import { DataTable } from '../../components/data-table.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { StatusTag } from '../../components/tag.js';
import { Instant } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { useRule } from '../rules/queries.js';
import { RuleName } from '../rules/rule-name.js';

/** By which item of article 7 the movement was left out of a rule, and whether that still holds. */
export function Exemptions({ exemptions }: { exemptions: Exemption[] }) {
  const { t } = useTranslation();
  const columns: TableColumnsType<Exemption> = [
    { title: t('alerts.rule'), render: (_, e) => <RuleName id={e.rule} /> },
    { title: t('transactions.item'), render: (_, e) => <Item exemption={e} /> },
    { title: t('alerts.status'), render: (_, e) => <StatusTag table="exemptionState" value={e.state} /> },
    { title: t('transactions.since'), render: (_, e) => <Instant value={e.since} /> },
  ];
  return (
    <Panel title={t('transactions.exemptions')} flush>
      <DataTable<Exemption>
        label={t('transactions.exemptions')}
        columns={columns}
        rows={exemptions}
        rowKey={(e) => `${e.rule} ${e.item} ${e.state}`}
        empty={<Notice compact title={t('transactions.noExemption')} />}
      />
      {exemptions.some((e) => e.state === 'lapsed') ? (
        <p className="panel-foot">{t('transactions.lapsedNote')}</p>
      ) : null}
    </Panel>
  );
}

function Item({ exemption }: { exemption: Exemption }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: rule } = useRule(exemption.rule);
  const title = rule?.exemptions?.items.find(({ item }) => String(item) === String(exemption.item))?.title;
  return (
    <>
      {t('transactions.exemptionItem', { item: exemption.item })}
      {title ? <span className="cell-sub">{format.text(title)}</span> : null}
    </>
  );
}
