import { Readable } from 'node:stream';
import type { Queryable } from '../platform/index.js';
import type { SealedEvent } from './domain/chain.js';
import { readChain } from './store.js';
import { sequencesOf, type Period } from './verification.js';

/** The last line of an export, so that a file cut short is noticed. */
export interface ExportEnd {
  end: { events: number; firstSequence: number | null; lastSequence: number | null; headHash: string | null };
}

/** A sealed event as a line, with the actor's name for the reader; the name is not part of the hash. */
export type ExportLine = Omit<SealedEvent, 'event'> & { event?: SealedEvent['event']; actorName?: string };

/** The links of a period as NDJSON, read as fast as the receiver takes them. */
export function exportChain(
  db: Queryable,
  period: Period,
  nameOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Readable {
  return Readable.from(lines(db, period, nameOf), { objectMode: false });
}

async function* lines(
  db: Queryable,
  period: Period,
  nameOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): AsyncGenerator<string> {
  const names = new Map<string, string | undefined>();
  const end: ExportEnd['end'] = { events: 0, firstSequence: null, lastSequence: null, headHash: null };
  const range = await sequencesOf(db, period);
  let block = '';
  if (range) {
    for await (const link of readChain(db, range.first, range.last)) {
      const actor = link.event?.actor;
      if (actor && !names.has(actor.id)) names.set(actor.id, (await nameOf([actor.id])).get(actor.id));
      const actorName = actor && names.get(actor.id);
      end.events += 1;
      end.firstSequence ??= link.sequence;
      end.lastSequence = link.sequence;
      end.headHash = link.hash;
      const line: ExportLine = { ...link, ...(actorName === undefined ? {} : { actorName }) };
      block += `${JSON.stringify(line)}\n`;
      if (block.length > 65_536) {
        yield block;
        block = '';
      }
    }
  }
  yield `${block}${JSON.stringify({ end } satisfies ExportEnd)}\n`;
}
