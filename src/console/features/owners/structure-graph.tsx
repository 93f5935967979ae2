import { useTranslation } from 'react-i18next';
import { useTerm } from '../../components/values.js';
import { BOX, type Picture, type PlacedLink, type PlacedParty } from './layers.js';
import { useRelationText } from './relation-text.js';

const clipped = (name: string): string => {
  const most = /[\u2e80-\uffff]/.test(name) ? 11 : 21;
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
};

/** The parties as boxes in layers, the customer at the bottom; the list beside it says the same in words. */
export function StructureGraph(props: { picture: Picture; owners: ReadonlySet<string>; customerId: string }) {
  const { t } = useTranslation();
  const { nodes, links, width, height } = props.picture;
  const places = new Map(nodes.map((node) => [node.party.id, node]));
  const label = t('owners.structure.picture', { count: nodes.length });
  return (
    <div className="owners-graph" tabIndex={0} role="region" aria-label={t('owners.structure.title')}>
      <svg role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        {links.map((link, index) => (
          <Line
            key={`${link.holder} ${link.subject}`}
            link={link}
            rank={links.slice(0, index).filter(({ holder }) => holder === link.holder).length}
            from={places.get(link.holder)!}
            to={places.get(link.subject)!}
          />
        ))}
        {nodes.map((node) => (
          <Box
            key={node.party.id}
            node={node}
            owner={props.owners.has(node.party.id)}
            customer={node.party.customerId === props.customerId}
          />
        ))}
      </svg>
    </div>
  );
}

/** @param rank how many lines of the same upper party come before: their texts stand below one another */
function Line(props: { link: PlacedLink; from: PlacedParty; to: PlacedParty; rank: number }) {
  const { link, from, to, rank } = props;
  const text = useRelationText()(link);
  const down = to.y > from.y;
  const middle = BOX.width / 2;
  const [x1, x2] = [from.x + middle, to.x + middle];
  const y1 = down ? from.y + BOX.height : from.y;
  const y2 = down ? to.y : to.y + BOX.height;
  // Within a layer, or against the direction of the layers, a bow keeps the line off the boxes between.
  const bow = down ? (y2 - y1) / 2 : -BOX.gapY / 2;
  const end = down ? y2 : from.y === to.y ? to.y : y2;
  const path = `M ${x1} ${y1} C ${x1} ${y1 + bow}, ${x2} ${end - Math.abs(bow)}, ${x2} ${end}`;
  // Near the upper end lines lie furthest apart.
  const [textX, textY] = down
    ? [x1 + (x2 - x1) * (0.22 + (rank % 3) * 0.2), y1 + 20 + (rank % 3) * 16]
    : [(x1 + x2) / 2, Math.min(y1, end) - BOX.gapY / 3];
  return (
    <g>
      <path d={path} className="owners-line" />
      <text x={textX} y={textY} className="owners-line-text">
        {text}
      </text>
    </g>
  );
}

function Box({ node, owner, customer }: { node: PlacedParty; owner: boolean; customer: boolean }) {
  const { t } = useTranslation();
  const term = useTerm();
  const { party, x, y } = node;
  const kind = customer ? 'customer' : owner ? 'owner' : party.kind;
  const below = customer
    ? t('owners.structure.customer')
    : owner
      ? t('owners.owner')
      : party.kind === 'person'
        ? t('owners.kind.person')
        : term('bodyType', party.bodyType) || t('owners.kind.body');
  return (
    <g>
      <title>{party.name}</title>
      <rect
        x={x}
        y={y}
        width={BOX.width}
        height={BOX.height}
        rx={party.kind === 'person' ? BOX.height / 2 : 6}
        className={`owners-box owners-box-${kind}`}
      />
      <text x={x + BOX.width / 2} y={y + 23} className="owners-name">
        {clipped(party.name)}
      </text>
      <text x={x + BOX.width / 2} y={y + 41} className="owners-below">
        {clipped(below)}
      </text>
    </g>
  );
}
