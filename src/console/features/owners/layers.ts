import type { OwnerParty, Relationship } from '../../api/owner-types.js';

/** One party of the picture, with its place: layer 0 is the customer, what stands above it comes next. */
export interface PlacedParty {
  party: OwnerParty;
  layer: number;
  x: number;
  y: number;
}

/** All that one party is to another, as one line of the picture. */
export interface PlacedLink {
  holder: string;
  subject: string;
  relations: { type: string; share: string | null }[];
}

export interface Picture {
  nodes: PlacedParty[];
  links: PlacedLink[];
  width: number;
  height: number;
}

export const BOX = { width: 168, height: 54, gapX: 20, gapY: 62, margin: 8 };
/** What a customer says of its owners is compared with the structure, and is no part of it. */
const BESIDE = new Set(['beneficial-owner', 'agent', 'relative', 'associate']);

/** Whoever stands on the upper end of a line: a nominee stands between its principal and what it holds. */
const ends = ({ type, holder, subject }: Relationship): { upper: OwnerParty; lower: OwnerParty } =>
  type === 'nominee-for' ? { upper: subject, lower: holder } : { upper: holder, lower: subject };

/** Puts parties above the customer in layers by their distance, so that circles end; undefined without a structure. */
export function placeStructure(items: readonly Relationship[], customerId: string): Picture | undefined {
  const parties = new Map<string, OwnerParty>();
  const links = new Map<string, PlacedLink>();
  const above = new Map<string, string[]>();
  for (const one of items) {
    if (BESIDE.has(one.type)) continue;
    const { upper, lower } = ends(one);
    for (const party of [upper, lower]) parties.set(party.id, party);
    const key = `${upper.id} ${lower.id}`;
    const link = links.get(key) ?? { holder: upper.id, subject: lower.id, relations: [] };
    link.relations.push({ type: one.type, share: one.share });
    links.set(key, link);
    above.set(lower.id, [...(above.get(lower.id) ?? []), upper.id]);
  }
  const target = [...parties.values()].find((party) => party.customerId === customerId);
  if (!target || !above.has(target.id)) return undefined;
  const layers: string[][] = [];
  const seen = new Set([target.id]);
  for (let layer = [target.id]; layer.length > 0;) {
    layers.push(layer);
    const next = [...new Set(layer.flatMap((id) => above.get(id) ?? []))].filter((id) => !seen.has(id));
    for (const id of next) seen.add(id);
    layer = next;
  }
  const step = BOX.width + BOX.gapX;
  const widest = Math.max(...layers.map(({ length }) => length));
  const width = widest * step - BOX.gapX + 2 * BOX.margin;
  const nodes = layers.flatMap((ids, layer) =>
    ids.map((id, index): PlacedParty => ({
      party: parties.get(id)!,
      layer,
      x: BOX.margin + ((widest - ids.length) * step) / 2 + index * step,
      y: BOX.margin + (layers.length - 1 - layer) * (BOX.height + BOX.gapY),
    })),
  );
  return {
    nodes,
    links: [...links.values()].filter(({ holder, subject }) => seen.has(holder) && seen.has(subject)),
    width,
    height: layers.length * (BOX.height + BOX.gapY) - BOX.gapY + 2 * BOX.margin,
  };
}
