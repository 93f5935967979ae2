import { COLOURS, type Sheet } from './page.js';
import type { pdf } from '../../platform/index.js';

export interface Column {
  readonly title: string;
  readonly width: number;
  readonly align?: 'left' | 'right' | 'center';
  /** Room before the text, where a right-aligned column stands to the left. */
  readonly indent?: number;
}

/** One line, or a main line with a fainter one below. */
export type Cell = string | readonly [string, string];

const PADDING = 4;
const HEAD_HEIGHT = 18;

/** A table that flows over pages and repeats its head on each. */
export class Table {
  private row = 0;

  constructor(
    private readonly sheet: Sheet,
    private readonly columns: readonly Column[],
    /** Drawn above the head again on each further page, such as the customer whose rows go on. */
    private readonly onNewPage: () => void = () => {},
  ) {}

  /** Height of the head and one row: what must be left on a page for a table to begin there. */
  static minimumHeight(lines: 1 | 2): number {
    return HEAD_HEIGHT + rowHeight(lines);
  }

  head(): void {
    const { sheet } = this;
    sheet.box(sheet.left, sheet.y, this.width(), HEAD_HEIGHT, COLOURS.brandSoft);
    this.cells(
      this.columns.map((column) => column.title),
      sheet.y + 4.5,
      { size: 7.5, weight: 'bold', colour: COLOURS.brand },
    );
    sheet.y += HEAD_HEIGHT;
    this.row = 0;
  }

  add(cells: readonly Cell[]): void {
    const { sheet } = this;
    const height = rowHeight(cells.some((cell) => typeof cell !== 'string') ? 2 : 1);
    if (!sheet.fits(height)) {
      sheet.newPage();
      this.onNewPage();
      this.head();
    }
    if (this.row % 2 === 1) sheet.box(sheet.left, sheet.y, this.width(), height, COLOURS.shade);
    this.row += 1;
    const first = cells.map((cell) => (typeof cell === 'string' ? cell : cell[0]));
    const second = cells.map((cell) => (typeof cell === 'string' ? '' : cell[1]));
    this.cells(first, sheet.y + 3.5, { size: 8 });
    if (second.some((text) => text !== ''))
      this.cells(second, sheet.y + 14.5, { size: 7, colour: COLOURS.soft });
    sheet.y += height;
    sheet.rule(sheet.y - 0.4, COLOURS.line, 0.4, sheet.left, this.width());
  }

  private cells(texts: readonly string[], y: number, style: pdf.TextStyle): void {
    let x = this.sheet.left;
    this.columns.forEach((column, index) => {
      const text = texts[index] ?? '';
      const start = PADDING + (column.indent ?? 0);
      const width = column.width - start - PADDING;
      if (text !== '') {
        this.sheet.text(text, x + start, y, width, {
          ...style,
          ...(column.align ? { align: column.align } : {}),
        });
      }
      x += column.width;
    });
  }

  private width(): number {
    return this.columns.reduce((sum, column) => sum + column.width, 0);
  }
}

function rowHeight(lines: 1 | 2): number {
  return lines === 1 ? 17 : 27;
}
