/**
 * How often a photo of a document is read right: `node src/bootstrap/run.js test/bench/document-readings.js [count] [condition...]`.
 * The photos are drawn: right text in a clean typeface, turned, blurred, with noise. Real ones are worse.
 */
import { checkDocument } from '../../src/due-diligence/document-checks/index.js';
import { interpret } from '../../src/due-diligence/document-readings/index.js';
import { createLog, ocr, systemClock } from '../../src/platform/index.js';
import { conditions, drawnDocuments } from '../support/document-photos.js';

const count = Number(process.argv[2] ?? 50);
const wanted = process.argv.slice(3);
const recogniser = new ocr.Recogniser({ log: createLog('warn'), limit: 60_000 });
const today = systemClock.now().toISOString().slice(0, 10);

for (const condition of wanted.length > 0 ? wanted : ['usual']) await measure(condition);
recogniser.close();

async function measure(condition: string): Promise<void> {
  const tally = new Map<string, number>();
  const add = (what: string) => tally.set(what, (tally.get(what) ?? 0) + 1);
  const times: number[] = [];
  for (const { kind, number, name, picture, shape } of drawnDocuments(
    count,
    20_261_122,
    conditions[condition],
  )) {
    const bytes = await picture();
    const started = performance.now();
    const [first] = interpret(await recogniser.read(bytes), checkDocument, today);
    times.push(performance.now() - started);
    add(`${kind}: photos`);
    if (first?.number === number) add(`${kind}: number right, ${first.confidence}`);
    else {
      add(`${kind}: number ${first?.number === undefined ? 'not found' : `wrong, ${first.confidence}`}`);
      process.stdout.write(
        `missed: ${kind} ${JSON.stringify(shape)} ${first?.number ?? '-'} for ${number}\n`,
      );
    }
    if ((first?.name ?? first?.nameLatin) === name) add(`${kind}: name right`);
  }
  times.sort((a, b) => a - b);
  process.stdout.write(`${condition}\n`);
  for (const [what, n] of [...tally].sort(([a], [b]) => (a < b ? -1 : 1)))
    process.stdout.write(`  ${what}: ${n}\n`);
  const seconds = (at: number) => (times[at]! / 1_000).toFixed(1);
  process.stdout.write(
    `  seconds: median ${seconds(times.length >> 1)}, most ${seconds(times.length - 1)}\n`,
  );
}
