import type PDFDocument from 'pdfkit';
import { FONTS, MISSING_CHARACTER, type FontWeight } from './fonts.js';

type Doc = InstanceType<typeof PDFDocument>;
interface Glyphs {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

export interface TextStyle {
  readonly size: number;
  readonly weight?: FontWeight;
  readonly colour?: string;
  readonly align?: 'left' | 'right' | 'center';
}

/** Draws single lines of any script, cut to a width. Knows for each character which font can print it. */
export class TextPen {
  private readonly coverage = new Map<string, boolean>();

  constructor(private readonly doc: Doc) {}

  /** Draws one line with its top at `y`, cut with "…" where it is wider than `width`. */
  line(text: string, x: number, y: number, width: number, style: TextStyle): void {
    const { doc } = this;
    const printable = this.choose(text, style);
    const cut = this.cut(printable, width);
    const free = width - doc.widthOfString(cut);
    const shift = style.align === 'right' ? free : style.align === 'center' ? free / 2 : 0;
    doc.fillColor(style.colour ?? '#1f2933').text(cut, x + shift, y, { lineBreak: false });
  }

  width(text: string, style: TextStyle): number {
    return this.doc.widthOfString(this.choose(text, style));
  }

  private cut(text: string, width: number): string {
    const { doc } = this;
    if (doc.widthOfString(text) <= width) return text;
    const letters = [...text];
    let [fits, tooMany] = [0, letters.length];
    while (tooMany - fits > 1) {
      const middle = (fits + tooMany) >> 1;
      if (doc.widthOfString(`${letters.slice(0, middle).join('')}…`) <= width) fits = middle;
      else tooMany = middle;
    }
    return `${letters.slice(0, fits).join('')}…`;
  }

  /** Sets the font that can print all of the text, and answers what is printed with it. */
  private choose(text: string, { size, weight = 'regular' }: TextStyle): string {
    const flat = text.replace(/\s+/gu, ' ');
    const chinese = FONTS[weight];
    const latin = weight === 'bold' ? FONTS.latinBold : FONTS.latin;
    const all = (font: string) => [...flat].every((character) => this.has(font, character));
    if (!all(chinese) && all(latin)) {
      this.doc.font(latin, size);
      return flat;
    }
    const printable = [...flat].map((character) =>
      this.has(chinese, character) ? character : MISSING_CHARACTER,
    );
    this.doc.font(chinese, size);
    return printable.join('');
  }

  private has(font: string, character: string): boolean {
    const key = `${font}${character}`;
    let known = this.coverage.get(key);
    if (known === undefined) {
      this.doc.font(font);
      // pdfkit does not publish the font it has open; its own wrapping reads the same field.
      const glyphs = (this.doc as unknown as { _font: { font: Glyphs } })._font.font;
      known = glyphs.hasGlyphForCodePoint(character.codePointAt(0) ?? 0);
      this.coverage.set(key, known);
    }
    return known;
  }
}
