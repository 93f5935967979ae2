import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { NetworkNode } from '../../api/network-types.js';
import { Facts } from '../../components/facts.js';
import { Panel } from '../../components/panel.js';
import { StatusTag } from '../../components/tag.js';
import { useNodeName } from './use-node-name.js';

/** The node that was chosen, with the way to its own page. */
export function NodePanel({
  node,
  connections,
  expanded,
  onCollapse,
}: {
  node: NetworkNode;
  connections: number;
  expanded: boolean;
  onCollapse: () => void;
}) {
  const { t } = useTranslation();
  const nodeName = useNodeName();
  return (
    <Panel
      title={nodeName(node)}
      extra={
        expanded ? (
          <Button size="small" onClick={onCollapse}>
            {t('network.collapse')}
          </Button>
        ) : null
      }
    >
      <Facts
        narrow
        facts={[
          { name: t('network.node'), value: t(`network.nodes.${node.type}-${node.kind}`) },
          node.customerNumber !== null && {
            name: t('network.customerNumber'),
            value: (
              <Link to={`/customers/${encodeURIComponent(node.id)}`} className="mono">
                {node.customerNumber}
              </Link>
            ),
          },
          node.status !== null && {
            name: t('network.status'),
            value: <StatusTag table="customerStatus" value={node.status} />,
          },
          node.branch !== null && { name: t('network.branch'), value: node.branch },
          { name: t('network.connections'), value: connections },
        ]}
      />
      {node.masked ? <p className="muted">{t('network.maskedHint')}</p> : null}
    </Panel>
  );
}
