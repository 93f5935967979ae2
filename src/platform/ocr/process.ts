/**
 * The process that recognises text in pictures, apart from the service: it computes for seconds, and hostile pictures
 * are unpacked here, with nothing in the environment and no database. Works offline. Ends with its parent.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { createWorker, OEM, PSM, type Page, type Worker } from 'tesseract.js';
import { mod11Dash2Holds } from '../identity/mod-11-2.js';
import { openPicture } from '../scans/inspect.js';
import { numberLine } from './number-line.js';
import { linesOf } from './skew.js';
import type { Answer, Question, RecognisedText } from './messages.js';

const MACHINE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<';
/** Pixels across a picture in which print is blurred away and light and shadow stay. */
const AROUND = 48;
/** Letters of a card or a passport page are then some 30 pixels high, which the recogniser reads best. */
const EDGE = 1_700;
/** How a picture may lie whose lines run across, and one whose lines run down; the likeliest first. */
const ACROSS = [0, 180, 90, 270] as const;
const DOWN = [90, 270, 0, 180] as const;
const ZONE = /<[^\S\n]*<[^\S\n]*</;
/** What stands on a document and on nothing that lies the wrong way round. */
const LABELLED = /公民身|身份号|份号码|有效期限|信用代码/;
const LONG = /\d{14,}/;
const BLOCK = { tessedit_char_whitelist: MACHINE, tessedit_pageseg_mode: PSM.SINGLE_BLOCK };
const NUMBER = { tessedit_char_whitelist: '0123456789X', tessedit_pageseg_mode: PSM.SINGLE_LINE };
const NUMBER_WITH_LETTERS = { ...NUMBER, tessedit_char_whitelist: MACHINE.slice(0, -1) };

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

const workers = Promise.all([startWorker('chi_sim'), startWorker('eng')]).then(([han, machine]) => ({
  han,
  machine,
}));

async function recognise(bytes: Uint8Array): Promise<RecognisedText> {
  const { han, machine } = await workers;
  const upright = await evenLight(
    await openPicture(Buffer.from(bytes))
      .autoOrient()
      .flatten({ background: 'white' })
      .resize(EDGE, EDGE, { fit: 'inside' })
      .greyscale()
      .normalise()
      .png()
      .toBuffer(),
  );
  let first: Turned | undefined;
  let second: { text: string; page: Page; turned: Turned } | undefined;
  for (const turn of await turnsOf(upright)) {
    const turned = await straightened(upright, turn);
    first ??= turned;
    const page = (await han.recognize(turned.data, {}, { text: true, blocks: true })).data;
    const { text } = page;
    if (ZONE.test(text)) return { han: text, machine: await zoneOf(turned, machine) };
    if (LABELLED.test(text.replace(/[^\S\n]/g, ''))) return withNumbers(text, page, turned);
    // Digits make digits upside down, too: only those that hold are taken at once.
    if (LONG.test(text)) {
      const read = await withNumbers(text, page, turned);
      if (heldIn(read.machine) || heldIn(text)) return read;
      second ??= { text, page, turned };
    }
  }
  if (second) return withNumbers(second.text, second.page, second.turned);
  await machine.setParameters(BLOCK);
  return { han: '', machine: (await machine.recognize(first!.data)).data.text };
}

/** A second reading of the zone, which stands below: where one errs, the other is often right. */
async function zoneOf({ data, info }: Turned, machine: Worker): Promise<string> {
  const top = Math.floor(info.height * 0.5);
  const lower = openPicture(data).extract({ left: 0, top, width: info.width, height: info.height - top });
  await machine.setParameters(BLOCK);
  return (await machine.recognize(await lower.png().toBuffer())).data.text;
}

/** The line of the number once more by itself, prepared in several ways, until its check character agrees. */
async function withNumbers(text: string, page: Page, { data, info }: Turned): Promise<RecognisedText> {
  if (heldIn(text)) return { han: text, machine: '' };
  const line = numberLine(page, info);
  if (!line) return { han: text, machine: '' };
  const { machine } = await workers;
  const { letters, ...area } = line;
  await machine.setParameters(letters ? NUMBER_WITH_LETTERS : NUMBER);
  const cut = await openPicture(data).extract(area).png().toBuffer();
  const read: string[] = [];
  for (const prepare of PREPARATIONS) {
    const picture = await prepare(openPicture(cut), area.height).extend(MARGIN).png().toBuffer();
    read.push((await machine.recognize(picture)).data.text.trim());
    if (heldIn(read.at(-1)!)) break;
  }
  return { han: text, machine: read.join('\n') };
}

/** Ways to prepare a line of print; what the light or the noise spoils for one, another often reads. */
const to = (picture: Sharp, height: number, wanted: number): Sharp =>
  picture.resize({ height: wanted, width: undefined, kernel: height < wanted ? 'cubic' : 'lanczos3' });
const PREPARATIONS: readonly ((picture: Sharp, height: number) => Sharp)[] = [
  (picture, height) => to(picture, height, 72).normalise(),
  (picture, height) => to(picture.median(3), height, 60).normalise(),
  (picture, height) => to(picture.blur(1), height, 80).normalise().linear(1.6, -60),
  (picture, height) => to(picture, height, 96).blur(1.2).normalise().threshold(120),
  (picture, height) => to(picture, height, 48).normalise().sharpen(),
];
const MARGIN = { top: 16, bottom: 16, left: 24, right: 24, background: 'white' };

const heldIn = (text: string): boolean =>
  text
    .split('\n')
    .map((row) => row.replace(/\s/g, ''))
    .flatMap((row) => row.match(/(?<![0-9])\d{17}[\dX](?![0-9X])/g) ?? [])
    .some(mod11Dash2Holds);

/** Turned by quarters, then by the few degrees its lines lean. */
type Turned = Awaited<ReturnType<typeof withInfo>>;

async function straightened(picture: Buffer, turn: number): Promise<Turned> {
  const turned = await openPicture(picture).rotate(turn).png().toBuffer();
  const { angle } = await linesIn(turned);
  return withInfo(openPicture(turned).rotate(-angle, { background: 'white' }));
}

async function linesIn(picture: Buffer): Promise<ReturnType<typeof linesOf>> {
  const { data, info } = await openPicture(picture)
    .resize(600)
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return linesOf(data, info.width, info.height);
}

/** Reading costs seconds; how the lines run is seen at once. */
async function turnsOf(picture: Buffer): Promise<typeof ACROSS | typeof DOWN> {
  const across = await linesIn(picture);
  const down = await linesIn(await openPicture(picture).rotate(90).png().toBuffer());
  return down.clear > across.clear ? DOWN : ACROSS;
}

/** The same light everywhere: each pixel against the brightness around it, so that a shadow is no print. */
async function evenLight(picture: Buffer): Promise<Buffer> {
  const { data, info } = await openPicture(picture).greyscale().raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const around = await openPicture(
    await openPicture(picture).greyscale().resize(AROUND).blur(2).png().toBuffer(),
  )
    .resize(width, height, { fit: 'fill', kernel: 'cubic' })
    .greyscale()
    .raw()
    .toBuffer();
  for (let at = 0; at < data.length; at += 1)
    data[at] = Math.min(255, (data[at]! * 225) / Math.max(12, around[at]!));
  return sharp(data, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}

const withInfo = (picture: Sharp) => picture.greyscale().png().toBuffer({ resolveWithObject: true });

process.on('message', ({ id, bytes }: Question) => {
  void recognise(bytes)
    .then((text): Answer => ({ id, text }))
    .catch((error: unknown): Answer => ({ id, failure: error instanceof Error ? error.name : 'unknown' }))
    .then((answer) => process.send?.(answer));
});
process.on('disconnect', () => process.exit());
