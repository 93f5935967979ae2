import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { ChainCheck, GENESIS } from './domain/chain.js';
import type { ExportEnd, ExportLine } from './export.js';

export interface ExportVerification {
  verified: boolean;
  events: number;
  firstSequence: number | null;
  lastSequence: number | null;
  headHash: string | null;
  /** The hash the first link holds on to. Compare it with the head of the export before. */
  anchorHash: string | null;
  fault?: string;
}

/**
 * Checks an exported file line by line in constant memory. A whole file proves that nothing within was changed,
 * removed, put in or moved; that it is the bank's own chain, only its head says, compared with one noted elsewhere.
 */
export async function verifyExport(input: Readable): Promise<ExportVerification> {
  const check = new ChainCheck();
  let anchorHash: string | null = null;
  let number = 0;
  let events = 0;
  let end: ExportEnd['end'] | undefined;
  const result = (fault?: string): ExportVerification => ({
    verified: fault === undefined,
    events,
    firstSequence: check.first ?? null,
    lastSequence: check.last ?? null,
    headHash: check.head ?? null,
    anchorHash,
    ...(fault === undefined ? {} : { fault }),
  });
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    number += 1;
    const line = parse(text);
    if (line === undefined) return result(`line ${number} is not what an export contains`);
    if (end) return result(`line ${number} comes after the end of the export`);
    if ('end' in line) end = line.end;
    else {
      anchorHash ??= line.sequence === 1 ? GENESIS : line.previousHash;
      if (!check.accept(line)) return result(`line ${number}, sequence ${line.sequence}`);
      events += 1;
    }
  }
  if (!end) return result('the file is cut short: its last line is missing');
  const same =
    end.events === events &&
    end.firstSequence === (check.first ?? null) &&
    end.lastSequence === (check.last ?? null) &&
    end.headHash === (check.head ?? null);
  return result(same ? undefined : 'the last line speaks of other events than those before it');
}

function parse(text: string): ExportLine | ExportEnd | undefined {
  try {
    const value = JSON.parse(text) as Partial<ExportLine & ExportEnd>;
    if (typeof value !== 'object' || value === null) return undefined;
    if (typeof value.end === 'object' && value.end !== null) return { end: value.end };
    const { sequence, previousHash, hash } = value;
    return typeof sequence === 'number' && typeof previousHash === 'string' && typeof hash === 'string'
      ? { ...(value as ExportLine) }
      : undefined;
  } catch {
    return undefined;
  }
}
