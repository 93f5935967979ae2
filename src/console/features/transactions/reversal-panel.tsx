import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import type { Transaction, TransactionReference } from '../../api/transaction-types.js';
import type { Page } from '../../api/types.js';
import { Facts } from '../../components/facts.js';
import { Panel } from '../../components/panel.js';

/** What this movement takes back, or what took it back. */
export function ReversalPanel({ transaction: x }: { transaction: Transaction }) {
  const { t } = useTranslation();
  if (!x.reverses && !x.reversedBy) return null;
  return (
    <Panel title={t('transactions.reversal')}>
      <Facts
        narrow
        facts={[
          x.reverses
            ? { name: t('transactions.reverses'), value: <Reference to={x.reverses} near={x} /> }
            : null,
          x.reversedBy
            ? { name: t('transactions.reversedBy'), value: <Reference to={x.reversedBy} near={x} /> }
            : null,
        ]}
      />
    </Panel>
  );
}

/** A transaction known by source and reference becomes a link once its id is found. */
function Reference({ to, near }: { to: TransactionReference & { id?: string }; near: Transaction }) {
  const text = `${to.source} ${to.reference}`;
  const { data } = useQuery({
    queryKey: ['transaction-reference', to.source, to.reference],
    queryFn: ({ signal }) =>
      api.get<Page<Transaction>>('/transactions', {
        query: { source: to.source, reference: to.reference, limit: 1 },
        signal,
      }),
    enabled: !to.id,
    retry: false,
  });
  const id = to.id ?? data?.items.find((item) => item.reference === to.reference && item.id !== near.id)?.id;
  return (
    <span className="mono">
      {id ? <Link to={`/transactions/${encodeURIComponent(id)}`}>{text}</Link> : text}
    </span>
  );
}
