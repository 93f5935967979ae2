/**
 * How often a photo of a document is read right: `node src/bootstrap/run.js test/bench/document-readings.js [count]`.
 * The photos are drawn: right text in a clean typeface, turned, blurred, with noise. Real ones are worse.
 */
import { checkDocument } from '../../src/due-diligence/document-checks/index.js';
import { interpret } from '../../src/due-diligence/document-readings/index.js';
import { createLog, ocr, systemClock } from '../../src/platform/index.js';
import { drawnDocuments } from '../support/document-photos.js';

const count = Number(process.argv[2] ?? 50);
const recogniser = new ocr.Recogniser({ log: createLog('warn'), limit: 60_000 });
const today = systemClock.now().toISOString().slice(0, 10);
const tally = new Map<string, number>();
const add = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1);
const times: number[] = [];

for (const { kind, number, name, picture, shape } of drawnDocuments(count, 20_261_122)) {
  const started = performance.now();
  const [first] = interpret(await recogniser.read(await picture()), checkDocument, today);
  times.push(performance.now() - started);
  add(`${kind}: photos`);
  if (first?.number === number) add(`${kind}: number right, ${first.confidence}`);
  else {
    add(`${kind}: number ${first?.number === undefined ? 'not found' : `wrong, ${first.confidence}`}`);
    process.stdout.write(`missed: ${kind} ${JSON.stringify(shape)} ${first?.number ?? '-'} for ${number}\n`);
  }
  if ((first?.name ?? first?.nameLatin) === name) add(`${kind}: name right`);
}
recogniser.close();
times.sort((a, b) => a - b);
for (const [what, n] of [...tally].sort(([a], [b]) => (a < b ? -1 : 1)))
  process.stdout.write(`${what}: ${n}\n`);
process.stdout.write(
  `seconds: median ${(times[times.length >> 1]! / 1_000).toFixed(1)}, most ${(times.at(-1)! / 1_000).toFixed(1)}\n`,
);
