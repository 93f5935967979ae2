import { useCallback, useMemo, useState } from 'react';
import { Checkbox, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NetworkEdge, NetworkNode } from '../../api/network-types.js';
import { SelectFilter } from '../../components/filters.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { formatAmount } from '../../i18n/format.js';
import { useUser } from '../session/use-session.js';
import { kindsFor, layouts, type LayoutName } from './kinds.js';
import { NetworkGraph } from './network-graph.js';
import { NetworkTable } from './network-table.js';
import { NodePanel } from './node-panel.js';
import { PathFinder } from './path-finder.js';
import { useNetwork, usePaths } from './use-network.js';
import { useNodeName } from './use-node-name.js';
import './network.css';

/** Whom a customer is connected with and by what: a graph, the same as a table, and the way to another customer. */
export function NetworkView({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const user = useUser();
  const nodeName = useNodeName();
  const all = useMemo(() => kindsFor(user), [user]);
  const [kinds, setKinds] = useState<string[]>(all);
  const [depth, setDepth] = useState(1);
  const [layout, setLayout] = useState<LayoutName>('cose');
  const [selected, setSelected] = useState<string>();
  const [expanded, setExpanded] = useState<NetworkNode[]>([]);
  const [target, setTarget] = useState<string>();
  // At least one kind: asking for none would mean asking for all.
  const asked = kinds.length > 0 ? kinds : all;
  const paths = usePaths(customerId, target, asked);
  const path = target === undefined ? undefined : paths.data;
  const { graph, root, error, refetch } = useNetwork(customerId, { depth, kinds: asked, expanded }, path);
  const nodes = useMemo(() => new Map(graph?.nodes.map((node) => [node.id, node])), [graph]);
  const onPath = useMemo(() => new Set(path?.edges.map(({ id }) => id)), [path]);
  const edgeLabel = useCallback(
    ({ kind, share, amount }: NetworkEdge) =>
      // An amount says by itself that it is money.
      amount !== null
        ? formatAmount(amount, 'CNY')
        : `${t(`network.kinds.${kind}`)}${share !== null ? ` ${share}%` : ''}`,
    [t],
  );
  const select = useCallback(
    (id: string) => {
      setSelected(id);
      const node = nodes.get(id);
      if (node && !node.masked && id !== root)
        setExpanded((before) => (before.some((one) => one.id === id) ? before : [...before, node]));
    },
    [nodes, root],
  );
  const chosen = selected === undefined ? undefined : nodes.get(selected);
  if (error && !graph) return <ProblemPanel error={error} onRetry={() => void refetch()} />;
  if (!graph) return <Skeleton active />;
  return (
    <div className="stack">
      <Panel flush>
        <div className="filter-bar" role="search" aria-label={t('common.filters')}>
          <SelectFilter
            label={t('network.depth')}
            value={String(depth)}
            onChange={(value) => setDepth(Number(value ?? 1))}
            options={['1', '2', '3'].map((value) => ({ value, label: value }))}
            width={80}
          />
          <SelectFilter
            label={t('network.layout')}
            value={layout}
            onChange={(value) => setLayout((value ?? 'cose') as LayoutName)}
            options={layouts.map((value) => ({ value, label: t(`network.layouts.${value}`) }))}
          />
          <fieldset className="network-kinds">
            <legend>{t('network.kind')}</legend>
            <Checkbox.Group
              value={kinds}
              onChange={setKinds}
              options={all.map((value) => ({ value, label: t(`network.kinds.${value}`) }))}
            />
          </fieldset>
        </div>
        <PathFinder customerId={customerId} result={paths} onChoose={setTarget} />
      </Panel>
      <div className="network-columns">
        <Panel title={t('network.title')}>
          <NetworkGraph
            graph={graph}
            root={root}
            layout={layout}
            selected={selected}
            onPath={onPath}
            label={t('network.graph', { nodes: graph.nodes.length, edges: graph.edges.length })}
            nodeLabel={nodeName}
            edgeLabel={edgeLabel}
            onSelect={select}
          />
          <p className="muted">{t('network.hint')}</p>
          {graph.truncated ? <p role="status">{t('network.truncated')}</p> : null}
        </Panel>
        {chosen ? (
          <NodePanel
            node={chosen}
            connections={graph.edges.filter(({ from, to }) => from === chosen.id || to === chosen.id).length}
            expanded={expanded.some(({ id }) => id === chosen.id)}
            onCollapse={() => setExpanded((before) => before.filter(({ id }) => id !== chosen.id))}
          />
        ) : null}
      </div>
      <Panel title={t('network.table')} flush>
        <NetworkTable edges={graph.edges} nodes={nodes} onSelect={select} />
      </Panel>
    </div>
  );
}
