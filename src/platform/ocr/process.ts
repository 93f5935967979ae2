/**
 * The process that recognises text in pictures, apart from the service: it computes for seconds, and hostile pictures
 * are unpacked here, with nothing in the environment and no database. Works offline. Ends with its parent.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Sharp } from 'sharp';
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js';
import { openPicture } from '../scans/inspect.js';
import { skewOf } from './skew.js';
import type { Answer, Question, RecognisedText } from './messages.js';

const MACHINE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<';
/** Letters of a card or a passport page are then some 30 pixels high, which the recogniser reads best. */
const EDGE = 1_700;
/** How a picture may lie, the likeliest first. */
const TURNS = [0, 180, 90, 270] as const;
const ZONE = /<[^\S\n]*<[^\S\n]*</;
const PROMISING = new RegExp(`\\d{14,}|${ZONE.source}|公民身份|有效期限|信用代码`);

const require = createRequire(import.meta.url);

async function startWorker(language: 'chi_sim' | 'eng'): Promise<Worker> {
  const folder = dirname(require.resolve(`@tesseract.js-data/${language}/package.json`));
  return createWorker(language, OEM.LSTM_ONLY, {
    langPath: join(folder, '4.0.0_best_int'),
    // Neither fetched from a network nor written anywhere.
    cacheMethod: 'none',
    // Without it a failure in the worker would be thrown where nobody can catch it.
    errorHandler: () => undefined,
  });
}

const workers = Promise.all([startWorker('chi_sim'), startWorker('eng')]).then(async ([han, machine]) => {
  await machine.setParameters({ tessedit_char_whitelist: MACHINE, tessedit_pageseg_mode: PSM.SINGLE_BLOCK });
  return { han, machine };
});

async function recognise(bytes: Uint8Array): Promise<RecognisedText> {
  const { han, machine } = await workers;
  const upright = await openPicture(Buffer.from(bytes))
    .autoOrient()
    .flatten({ background: 'white' })
    .resize(EDGE, EDGE, { fit: 'inside' })
    .greyscale()
    .normalise()
    .png()
    .toBuffer();
  let first: Buffer | undefined;
  for (const turn of TURNS) {
    const { data, info } = await straightened(upright, turn);
    first ??= data;
    const text = (await han.recognize(data)).data.text;
    if (!PROMISING.test(text)) continue;
    if (!ZONE.test(text)) return { han: text, machine: '' };
    // A second reading of the zone, which stands below: where one errs, the other is often right.
    const top = Math.floor(info.height * 0.5);
    const lower = openPicture(data).extract({ left: 0, top, width: info.width, height: info.height - top });
    return { han: text, machine: (await machine.recognize(await lower.png().toBuffer())).data.text };
  }
  return { han: '', machine: (await machine.recognize(first!)).data.text };
}

/** Turned by quarters, then by the few degrees its lines lean. */
async function straightened(picture: Buffer, turn: number): ReturnType<typeof withInfo> {
  const turned = await openPicture(picture).rotate(turn).png().toBuffer();
  const small = await openPicture(turned).resize(600).greyscale().raw().toBuffer({ resolveWithObject: true });
  const lean = skewOf(small.data, small.info.width, small.info.height);
  return withInfo(openPicture(turned).rotate(-lean, { background: 'white' }));
}

const withInfo = (picture: Sharp) => picture.greyscale().png().toBuffer({ resolveWithObject: true });

process.on('message', ({ id, bytes }: Question) => {
  void recognise(bytes)
    .then((text): Answer => ({ id, text }))
    .catch((error: unknown): Answer => ({ id, failure: error instanceof Error ? error.name : 'unknown' }))
    .then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit());
