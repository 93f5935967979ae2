import PDFDocument from 'pdfkit';
import { pdf } from '../../platform/index.js';

type TextStyle = pdf.TextStyle;

export const COLOURS = {
  ink: '#1f2933',
  soft: '#5b6b7c',
  faint: '#8795a5',
  line: '#d5dce4',
  shade: '#f3f6f9',
  brand: '#1d3f5e',
  brandSoft: '#e6edf4',
  warning: '#9a5b00',
  warningSoft: '#fdf3e1',
  error: '#a61b1b',
  errorSoft: '#fbe9e9',
  good: '#1b6b45',
  goodSoft: '#e5f4ec',
} as const;

const MARGIN = 36;
const FOOTER = 30;
const RUNNING_HEAD = 26;

export interface SheetOptions {
  readonly title: string;
  readonly author: string;
  readonly language: string;
  /** The document bears this instant, and depends on no other. */
  readonly createdAt: Date;
  /** Head of every page but the first. */
  readonly runningHead: string;
  /** Foot of page n of m. */
  readonly foot: (page: number, pages: number) => { left: string; right: string };
}

/**
 * A4 landscape pages with a flowing position, a running head and a numbered foot. A sheet without a number of
 * pages draws nothing and only counts: what is to be drawn is drawn twice, first to learn how many pages
 * there are, so that the second time every page can be written out as soon as it is full.
 */
export class Sheet {
  readonly left = MARGIN;
  readonly pageWidth = 841.89;
  readonly width = this.pageWidth - 2 * MARGIN;
  y = MARGIN;
  pageNumber = 1;
  private readonly pageHeight = 595.28;
  private readonly bottom = this.pageHeight - MARGIN - FOOTER / 2;
  private readonly chunks: Buffer[] = [];
  private readonly paper: {
    doc: InstanceType<typeof PDFDocument>;
    pen: pdf.TextPen;
    finished: Promise<void>;
  } | null;

  constructor(
    private readonly options: SheetOptions,
    private readonly pages: number | null,
  ) {
    this.paper = pages === null ? null : this.open();
  }

  /** Whether so much height is left on this page. */
  fits(height: number): boolean {
    return this.y + height <= this.bottom;
  }

  newPage(): void {
    this.drawFoot();
    this.paper?.doc.addPage();
    this.pageNumber += 1;
    this.y = MARGIN;
    this.text(this.options.runningHead, this.left, this.y - 8, this.width, {
      size: 8,
      colour: COLOURS.faint,
    });
    this.rule(this.y + 7, COLOURS.line, 0.5);
    this.y += RUNNING_HEAD - 8;
  }

  text(text: string, x: number, y: number, width: number, style: TextStyle): void {
    this.paper?.pen.line(text, x, y, width, style);
  }

  /** Width of a line of text; 0 while only counting, so that no height may depend on it. */
  textWidth(text: string, style: TextStyle): number {
    return this.paper?.pen.width(text, style) ?? 0;
  }

  rule(y: number, colour: string, thickness: number, x = this.left, width = this.width): void {
    this.paper?.doc.rect(x, y, width, thickness).fill(colour);
  }

  box(x: number, y: number, width: number, height: number, colour: string, radius = 0): void {
    if (radius > 0) this.paper?.doc.roundedRect(x, y, width, height, radius).fill(colour);
    else this.paper?.doc.rect(x, y, width, height).fill(colour);
  }

  /** Closes the document and hands over its bytes; none while only counting. */
  async finish(): Promise<Buffer> {
    this.drawFoot();
    if (this.pages !== null && this.pageNumber !== this.pages) {
      throw new Error(`${this.pageNumber} pages were drawn where ${this.pages} were counted`);
    }
    this.paper?.doc.end();
    await this.paper?.finished;
    return Buffer.concat(this.chunks);
  }

  private open() {
    const { title, author, language, createdAt } = this.options;
    const doc = new PDFDocument({
      size: [this.pageWidth, this.pageHeight],
      margin: 0,
      lang: language,
      displayTitle: true,
      info: {
        Title: title,
        Author: author,
        Creator: 'Mingjian',
        Producer: 'Mingjian (pdfkit)',
        CreationDate: createdAt,
        ModDate: createdAt,
      },
    });
    const finished = new Promise<void>((resolve, reject) => {
      doc.on('data', (chunk: Buffer) => this.chunks.push(chunk));
      doc.on('end', resolve);
      doc.on('error', reject);
    });
    return { doc, pen: new pdf.TextPen(doc), finished };
  }

  private drawFoot(): void {
    if (this.pages === null) return;
    const { left, right } = this.options.foot(this.pageNumber, this.pages);
    const y = this.pageHeight - MARGIN - 4;
    this.rule(y - 5, COLOURS.line, 0.5);
    this.text(left, this.left, y, this.width - 130, { size: 7.5, colour: COLOURS.faint });
    const style: TextStyle = { size: 7.5, colour: COLOURS.soft, align: 'right' };
    this.text(right, this.left + this.width - 130, y, 130, style);
  }
}
