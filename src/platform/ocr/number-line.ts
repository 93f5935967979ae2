import type { Page } from 'tesseract.js';

/** A part of a picture, in pixels. */
export interface Area {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where a number is printed, and whether letters belong to it. */
export interface NumberLine extends Area {
  letters: boolean;
}

const LABEL = /公民身|身份号|身份证|份号码|信用代码/;
const HAN = /\p{Script=Han}/u;
const digitsIn = (text: string): number => text.replace(/[^0-9]/g, '').length;
/** Fewer digits than this are a date or a house. */
const FEWEST_DIGITS = 9;

/** The line of a read page on which the number of a card or licence stands, without its label. */
export function numberLine(
  { blocks }: Pick<Page, 'blocks'>,
  picture: { width: number; height: number },
): NumberLine | undefined {
  const lines = (blocks ?? []).flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines));
  const rank = ({ text }: { text: string }): number => {
    const plain = text.replace(/\s/g, '');
    return digitsIn(plain) + (LABEL.test(plain) ? 10 : 0);
  };
  const [line] = lines
    .filter((one) => rank(one) >= FEWEST_DIGITS && !/有效|期限/.test(one.text.replace(/\s/g, '')))
    .sort((a, b) => rank(b) - rank(a));
  if (!line) return undefined;
  const digits = line.words.filter(({ text }) => digitsIn(text) > 0);
  const labels = line.words.filter(({ text }) => HAN.test(text) && digitsIn(text) === 0);
  const first = digits[0]?.bbox.x0 ?? line.bbox.x0;
  // Behind the last word of the label that stands before the number.
  const behind = Math.max(line.bbox.x0, ...labels.map(({ bbox }) => bbox.x1).filter((x) => x <= first + 5));
  const tall = (digits.length > 0 ? digits : [line])
    .map(({ bbox }) => bbox.y1 - bbox.y0)
    .sort((a, b) => a - b);
  const height = tall[tall.length >> 1]!;
  const margin = Math.round(height * 0.4);
  const left = Math.max(0, (labels.length > 0 ? behind : line.bbox.x0) + (labels.length > 0 ? 2 : -margin));
  const top = Math.max(0, line.bbox.y0 - margin);
  const right = Math.min(picture.width, line.bbox.x1 + margin * 3);
  const bottom = Math.min(picture.height, line.bbox.y1 + margin);
  if (right - left < height || bottom <= top) return undefined;
  const letters =
    /信用代码/.test(line.text.replace(/\s/g, '')) || /[A-HJ-NP-WYZ].*[A-HJ-NP-WYZ]/.test(line.text);
  return { left, top, width: right - left, height: bottom - top, letters };
}
