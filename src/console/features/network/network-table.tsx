import { useMemo } from 'react';
import { Button, type TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NetworkEdge, NetworkNode } from '../../api/network-types.js';
import { DataTable } from '../../components/data-table.js';
import { Notice } from '../../components/notice.js';
import { Day, Missing, Money, Term, useTerm } from '../../components/values.js';
import { useNodeName } from './use-node-name.js';

/** The same connections as the graph, for the keyboard and for those who do not see it. */
export function NetworkTable({
  edges,
  nodes,
  onSelect,
}: {
  edges: NetworkEdge[];
  nodes: ReadonlyMap<string, NetworkNode>;
  onSelect: (id: string) => void;
}) {
  const { t } = useTranslation();
  const term = useTerm();
  const nodeName = useNodeName();
  const columns = useMemo<TableColumnsType<NetworkEdge>>(() => {
    const end = (id: string) => {
      const node = nodes.get(id);
      return node ? (
        <Button type="link" size="small" onClick={() => onSelect(id)}>
          {nodeName(node)}
        </Button>
      ) : (
        <Missing />
      );
    };
    return [
      { title: t('network.from'), render: (_, { from }) => end(from) },
      {
        title: t('network.kind'),
        render: (_, { kind, type }) => (
          <>
            {t(`network.kinds.${kind}`)}
            {type && term('relationshipType', type) !== t(`network.kinds.${kind}`) ? (
              <span className="cell-sub">
                <Term table="relationshipType" value={type} />
              </span>
            ) : null}
          </>
        ),
      },
      { title: t('network.to'), render: (_, { to }) => end(to) },
      {
        title: t('network.weight'),
        render: (_, { share, amount, count }) =>
          share !== null ? (
            <span className="number">{share}%</span>
          ) : amount !== null ? (
            <Money amount={amount} currency="CNY" />
          ) : count !== null ? (
            <span className="number">{count}</span>
          ) : (
            <Missing />
          ),
      },
      { title: t('network.since'), render: (_, { since }) => <Day value={since} /> },
    ];
  }, [t, term, nodes, nodeName, onSelect]);
  return (
    <DataTable<NetworkEdge>
      label={t('network.table')}
      columns={columns}
      rows={edges}
      rowKey={({ id }) => id}
      empty={<Notice compact title={t('network.empty.title')} text={t('network.empty.text')} />}
    />
  );
}
