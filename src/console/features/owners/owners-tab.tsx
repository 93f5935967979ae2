import { useState } from 'react';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Customer } from '../../api/customer-types.js';
import { may } from '../../app/permissions.js';
import { DayFilter, FilterBar } from '../../components/filters.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { useUser } from '../session/use-session.js';
import { BodyTypeButton } from './body-type-button.js';
import { CompareButton } from './compare-button.js';
import { DeterminationPanel } from './determination-panel.js';
import { HistoryPanel } from './history-panel.js';
import { OwnedEntitiesPanel } from './owned-entities-panel.js';
import { useOwners, useRelationships } from './queries.js';
import { RelationshipsPanel } from './relationships-panel.js';
import { StructurePanel } from './structure-panel.js';
import './owners.css';

/** Who stands behind a customer; of a person, also what it stands behind. */
export function OwnersTab({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const user = useUser();
  const [asOf, setAsOf] = useState<string | null>(null);
  const [history, setHistory] = useState(false);
  const relationships = useRelationships(customer.id, asOf, history);
  const person = customer.kind === 'individual';
  if (relationships.error && !relationships.data)
    return <ProblemPanel error={relationships.error} onRetry={() => void relationships.refetch()} />;
  return (
    <div className="stack">
      <Panel flush>
        <FilterBar active={asOf !== null} onClear={() => setAsOf(null)}>
          <DayFilter
            label={t('owners.asOf')}
            value={asOf ?? ''}
            onChange={setAsOf}
            placeholder={t('owners.today')}
          />
        </FilterBar>
      </Panel>
      {person ? <OwnedEntitiesPanel customerId={customer.id} /> : <Behind customer={customer} asOf={asOf} />}
      <RelationshipsPanel
        customerId={customer.id}
        items={relationships.data?.items ?? []}
        loading={relationships.isPending}
        history={history}
        onHistory={setHistory}
        may={may(user, 'owners.change')}
      />
    </div>
  );
}

function Behind({ customer, asOf }: { customer: Customer; asOf: string | null }) {
  const { t } = useTranslation();
  const user = useUser();
  const found = useOwners(customer.id, asOf);
  const structure = useRelationships(customer.id, asOf, false);
  const error = found.error ?? structure.error;
  if (error)
    return (
      <ProblemPanel
        error={error}
        onRetry={() => {
          void found.refetch();
          void structure.refetch();
        }}
      />
    );
  if (!found.data || !structure.data) return <Skeleton active aria-label={t('common.loading')} />;
  const parties = new Map(found.data.parties.map((party) => [party.id, party]));
  const self = found.data.parties.find(({ customerId }) => customerId === customer.id);
  const mayChange = may(user, 'owners.change');
  return (
    <>
      <DeterminationPanel
        customerId={customer.id}
        answer={found.data}
        parties={parties}
        may={mayChange}
        extra={
          <>
            {may(user, 'registers.work') ? <CompareButton customerId={customer.id} /> : null}
            {mayChange ? <BodyTypeButton customerId={customer.id} present={self?.bodyType ?? null} /> : null}
          </>
        }
      />
      <StructurePanel
        customerId={customer.id}
        items={structure.data.items}
        truncated={structure.data.truncated}
        owners={new Set(found.data.determination.owners.map(({ party }) => party))}
      />
      <HistoryPanel answer={found.data} parties={parties} />
    </>
  );
}
