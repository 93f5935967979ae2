import PDFDocument from 'pdfkit';
import { pdf, type Day, type Language } from '../../../platform/index.js';
import { dayText } from '../domain/variables.js';
import type { Page } from '../domain/template.js';
import { wrap } from './wrap.js';

export interface Letter {
  /** Its name in the register of the bank. */
  reference: string;
  language: Language;
  /** The day it bears, and the instant of the file. */
  on: Day;
  createdAt: Date;
  bank: string;
  bankInEnglish: string | undefined;
  branch: string | null;
  phone: string | undefined;
  /** Whom the envelope is for, in full, and the lines of the address. */
  to: readonly string[];
  text: Page;
}

const [WIDTH, HEIGHT, MARGIN] = [595.28, 841.89, 64];
const COLUMN = WIDTH - 2 * MARGIN;
const BOTTOM = HEIGHT - 78;
const INK = '#1f2933';
const SOFT = '#5b6b7c';
const BRAND = '#1d3f5e';
const BODY: pdf.TextStyle = { size: 11, colour: INK };
const LEADING = 19;

/** A4 letters of a notice: the bank's head in both languages, the address for the window, the text, a numbered foot. */
export async function letterPdf(letter: Letter): Promise<Buffer> {
  const pages = (await draw(letter, 0)).pages;
  return (await draw(letter, pages)).bytes;
}

/** Drawn twice: first to learn how many pages there are. */
async function draw(letter: Letter, pages: number): Promise<{ pages: number; bytes: Buffer }> {
  const { bank, bankInEnglish, branch, phone, on, reference, to, text, createdAt, language } = letter;
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    lang: language === 'zh' ? 'zh-CN' : 'en',
    displayTitle: true,
    info: {
      Title: text.subject,
      Author: bank,
      Creator: 'Mingjian',
      Producer: 'Mingjian (pdfkit)',
      CreationDate: createdAt,
      ModDate: createdAt,
    },
  });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject));
  const pen = new pdf.TextPen(doc);
  let page = 1;
  const foot = () => {
    const style: pdf.TextStyle = { size: 8, colour: SOFT };
    doc.rect(MARGIN, HEIGHT - 58, COLUMN, 0.5).fill('#d5dce4');
    pen.line(FOOT, MARGIN, HEIGHT - 50, COLUMN - 60, style);
    pen.line(`${page} / ${pages || page}`, WIDTH - MARGIN - 60, HEIGHT - 50, 60, {
      ...style,
      align: 'right',
    });
  };

  pen.line(bank, MARGIN, 48, COLUMN, { size: 20, weight: 'bold', colour: BRAND });
  if (bankInEnglish) pen.line(bankInEnglish, MARGIN, 76, COLUMN, { size: 10.5, colour: BRAND });
  const own = [branch ? `网点 Branch ${branch}` : '', phone ? `电话 Tel ${phone}` : ''].filter(Boolean);
  pen.line(own.join(' · '), MARGIN, 94, COLUMN, { size: 9, colour: SOFT });
  doc.rect(MARGIN, 112, COLUMN, 1.2).fill(BRAND);
  const right: pdf.TextStyle = { size: 9, colour: SOFT, align: 'right' };
  pen.line(`编号 Ref ${reference}`, MARGIN, 124, COLUMN, right);
  pen.line(
    `日期 Date ${language === 'zh' ? dayText(on, 'zh') : dayText(on, 'en')}`,
    MARGIN,
    138,
    COLUMN,
    right,
  );
  let y = 150;
  for (const [index, part] of to.entries()) {
    const style: pdf.TextStyle = { size: 11.5, colour: INK, weight: index === 0 ? 'bold' : 'regular' };
    for (const line of wrap(part, COLUMN * 0.55, (one) => pen.width(one, style))) {
      pen.line(line, MARGIN, y, COLUMN * 0.55, style);
      y += 17;
    }
  }
  // Below the fold and the window of the envelope, however short the address is.
  y = Math.max(y + 24, 262);
  const title: pdf.TextStyle = { size: 14, weight: 'bold', colour: INK };
  for (const line of wrap(text.subject, COLUMN, (one) => pen.width(one, title))) {
    pen.line(line, MARGIN, y, COLUMN, title);
    y += 22;
  }
  y += 10;
  for (const paragraph of text.body.split('\n')) {
    for (const line of paragraph.trim() === ''
      ? ['']
      : wrap(paragraph, COLUMN, (one) => pen.width(one, BODY))) {
      if (y + LEADING > BOTTOM) {
        foot();
        doc.addPage();
        page += 1;
        y = MARGIN;
      }
      if (line !== '') pen.line(line, MARGIN, y, COLUMN, BODY);
      y += line === '' ? LEADING * 0.6 : LEADING;
    }
  }
  foot();
  doc.end();
  await finished;
  return { pages: page, bytes: Buffer.concat(chunks) };
}

const FOOT =
  '如对本函有疑问，请到我行任一网点核实。 If in doubt about this letter, ask at any of our branches.';
