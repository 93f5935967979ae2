import { useMemo } from 'react';
import { PartitionOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { Relationship } from '../../api/owner-types.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { Tag } from '../../components/tag.js';
import { PartyName } from './party-name.js';
import { placeStructure, type Picture } from './layers.js';
import { useRelationText } from './relation-text.js';
import { StructureGraph } from './structure-graph.js';

/** The structure above a customer: as a picture, and as a list that says the same without one. */
export function StructurePanel(props: {
  customerId: string;
  items: Relationship[];
  truncated: boolean;
  owners: ReadonlySet<string>;
}) {
  const { t } = useTranslation();
  const picture = useMemo(
    () => placeStructure(props.items, props.customerId),
    [props.items, props.customerId],
  );
  if (!picture)
    return (
      <Panel title={t('owners.structure.title')}>
        <Notice
          compact
          icon={<PartitionOutlined />}
          title={t('owners.structure.none.title')}
          text={t('owners.structure.none.text')}
        />
      </Panel>
    );
  return (
    <Panel title={t('owners.structure.title')}>
      {props.truncated ? <p className="muted">{t('owners.structure.truncated')}</p> : null}
      <div className="owners-structure">
        <StructureGraph picture={picture} owners={props.owners} customerId={props.customerId} />
        <StructureList picture={picture} owners={props.owners} />
      </div>
    </Panel>
  );
}

function StructureList({ picture, owners }: { picture: Picture; owners: ReadonlySet<string> }) {
  const { t } = useTranslation();
  const relationText = useRelationText();
  const byId = new Map(picture.nodes.map((node) => [node.party.id, node.party]));
  return (
    <ul className="bare-list owners-list" aria-label={t('owners.structure.list')}>
      {picture.links.map((link) => (
        <li key={`${link.holder} ${link.subject}`}>
          <PartyName party={byId.get(link.holder)!} /> {owners.has(link.holder) ? <OwnerTag /> : null}
          <span className="cell-sub">
            {t('owners.structure.line', {
              relation: relationText(link),
              subject: byId.get(link.subject)!.name,
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function OwnerTag() {
  const { t } = useTranslation();
  return <Tag tone="accent">{t('owners.owner')}</Tag>;
}
