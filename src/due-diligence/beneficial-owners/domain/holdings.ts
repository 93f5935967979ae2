import type { BodyType, RelationshipType } from '../../../customers/index.js';

/** A party of a structure, as far as the law of beneficial owners looks at it. */
export interface StructureParty {
  id: string;
  kind: 'person' | 'body';
  bodyType?: BodyType | null;
  /** False while the kind of body is a branch's word alone. */
  confirmed?: boolean;
}

/** A relationship that holds on the day looked at; `share` in per cent as decimal text. */
export interface StructureLink {
  holder: string;
  subject: string;
  type: RelationshipType;
  share?: string | null;
  means?: string | null;
}

export interface Structure {
  parties: readonly StructureParty[];
  links: readonly StructureLink[];
}

/** One holding in a body: whose it is counts, which may be the principal of the nominee in whose name it stands. */
export interface Holding {
  holder: number;
  /** Per cent as decimal text; several of one holder stand side by side. */
  share: string;
  /** The nominee in whose name it stands. */
  through?: number;
}

export type Measure = 'owns' | 'votes' | 'income';

const TRUST_ROLES: readonly RelationshipType[] = ['settlor', 'trustee', 'beneficiary', 'supervisor'];
export const isTrustRole = (type: RelationshipType): boolean => TRUST_ROLES.includes(type);
export const WHOLE = '100';

/** A structure by number: who holds what of each body, with nominees looked through. */
export interface Holdings {
  ids: readonly string[];
  indexOf: ReadonlyMap<string, number>;
  parties: readonly StructureParty[];
  /** By body: its holdings as to shares, votes, income. */
  of: Record<Measure, Holding[][]>;
  /** Whether any vote or income right is recorded apart from the shares. */
  has: { votes: boolean; income: boolean };
  /** By body: its other links, as recorded. */
  roles: StructureLink[][];
  /** By nominee: its principals. */
  principals: ReadonlyMap<number, readonly number[]>;
}

/**
 * Arranges a structure for computing. Votes and income follow the shares of a body for which none are recorded. What
 * a nominee holds is its principals'. Whoever stands in a trust stands for the whole of what the trust has (art. 12).
 */
export function arrange({ parties, links }: Structure): Holdings {
  const ids = parties.map(({ id }) => id);
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const roles: StructureLink[][] = parties.map(() => []);
  const principals = new Map<number, number[]>();
  const direct = { owns: empty(parties), votes: empty(parties), income: empty(parties) };
  for (const link of links) {
    const holder = indexOf.get(link.holder);
    const subject = indexOf.get(link.subject);
    if (holder === undefined || subject === undefined) continue;
    if (link.type === 'nominee-for') {
      const known = principals.get(holder);
      if (!known) principals.set(holder, [subject]);
      else if (!known.includes(subject)) known.push(subject);
    } else if (link.type === 'owns' || link.type === 'votes' || link.type === 'income') {
      direct[link.type][subject]!.push({ holder, share: link.share ?? '0' });
    } else roles[subject]!.push(link);
  }
  const of = {
    owns: direct.owns,
    votes: direct.votes.map((own, body) => (own.length > 0 ? own : direct.owns[body]!)),
    income: direct.income.map((own, body) => (own.length > 0 ? own : direct.owns[body]!)),
  };
  const look = (all: Holding[][]) =>
    all.map((holdings) => holdings.flatMap((one) => realHolders(one, principals)));
  const has = {
    votes: direct.votes.some((own) => own.length > 0),
    income: direct.income.some((own) => own.length > 0),
  };
  const looked = { owns: look(of.owns), votes: look(of.votes), income: look(of.income) };
  for (const [body, party] of parties.entries()) {
    if (party.bodyType !== 'trust' && party.bodyType !== 'fund') continue;
    const stand = new Set(
      roles[body]!.filter(({ type }) => isTrustRole(type)).map(({ holder }) => indexOf.get(holder)!),
    );
    for (const measure of ['owns', 'votes', 'income'] as const)
      for (const holder of stand)
        if (!looked[measure][body]!.some((one) => one.holder === holder && one.share === WHOLE))
          looked[measure][body]!.push({ holder, share: WHOLE });
  }
  return { ids, indexOf, parties, of: looked, has, roles, principals };
}

const empty = (parties: readonly unknown[]): Holding[][] => parties.map(() => []);

/** The principals of a holding, through nominees of nominees; a circle of nominees ends where it began. */
function realHolders(one: Holding, principals: ReadonlyMap<number, readonly number[]>): Holding[] {
  const real = new Set<number>();
  const seen = new Set<number>();
  const visit = (holder: number) => {
    if (seen.has(holder)) return;
    seen.add(holder);
    const behind = principals.get(holder);
    if (!behind) real.add(holder);
    else behind.forEach(visit);
  };
  visit(one.holder);
  return [...real].map((holder) => ({
    ...one,
    holder,
    ...(holder === one.holder ? {} : { through: one.holder }),
  }));
}
