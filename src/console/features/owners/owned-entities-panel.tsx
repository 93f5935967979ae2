import { useState } from 'react';
import { BankOutlined } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { OwnedEntity } from '../../api/owner-types.js';
import { DataTable } from '../../components/data-table.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { Day, Missing } from '../../components/values.js';
import { useOwnedEntities } from './queries.js';

/** Every body among the customers of which this customer is a beneficial owner. */
export function OwnedEntitiesPanel({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const [cursors, setCursors] = useState<string[]>([]);
  const { data, error, refetch } = useOwnedEntities(customerId, cursors.at(-1) ?? null);
  const next = data?.nextCursor;
  return (
    <Panel title={t('owners.owned.title')} flush>
      {error ? (
        <ProblemPanel compact error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton active className="table-skeleton" />
      ) : (
        <DataTable<OwnedEntity>
          label={t('owners.owned.title')}
          rows={data.items}
          rowKey={({ customerId: id }) => id}
          empty={
            <Notice
              compact
              icon={<BankOutlined />}
              title={t('owners.owned.none.title')}
              text={t('owners.owned.none.text')}
            />
          }
          footer={
            cursors.length > 0 || next ? (
              <div className="list-footer">
                <Button
                  size="small"
                  disabled={cursors.length === 0}
                  onClick={() => setCursors(cursors.slice(0, -1))}
                >
                  {t('common.previous')}
                </Button>
                <Button size="small" disabled={!next} onClick={() => next && setCursors([...cursors, next])}>
                  {t('common.next')}
                </Button>
              </div>
            ) : null
          }
          columns={[
            {
              title: t('owners.owned.name'),
              render: (_, one) => (
                <>
                  <Link to={`/customers/${encodeURIComponent(one.customerId)}`}>{one.name}</Link>
                  <span className="cell-sub mono">{one.customerNumber}</span>
                </>
              ),
            },
            { title: t('owners.why'), render: (_, one) => t(`owners.basis.${one.basis}`) },
            {
              title: t('owners.share'),
              render: (_, one) =>
                one.share === null ? <Missing /> : <span className="number">{one.share}%</span>,
            },
            { title: t('owners.foundOn'), render: (_, one) => <Day value={one.asOf} /> },
          ]}
        />
      )}
    </Panel>
  );
}
