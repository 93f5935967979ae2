import type { MrzDerived } from '../types.js';

export type MrzFormat = MrzDerived['format'];

/** A field: line, first position, and the one after its last, all from 0. */
export type Span = readonly [line: number, from: number, to: number];

export interface MrzLayout {
  format: MrzFormat;
  lines: number;
  width: number;
  documentCode: Span;
  issuer: Span;
  number: Span;
  nationality: Span;
  birth: Span;
  sex: Span;
  expiry: Span;
  optional: Span;
  /** The optional data have a check digit of their own after them. */
  optionalChecked: boolean;
  names: Span;
  composite: Span;
  compositeOver: readonly Span[];
}

/** ICAO 9303: TD1 is part 5, TD2 part 6, TD3 part 4. A check digit stands right after its field. */
// prettier-ignore
export const layouts: readonly MrzLayout[] = [
  {
    format: 'TD1', lines: 3, width: 30,
    documentCode: [0, 0, 2], issuer: [0, 2, 5], number: [0, 5, 14], optional: [0, 15, 30], optionalChecked: false,
    birth: [1, 0, 6], sex: [1, 7, 8], expiry: [1, 8, 14], nationality: [1, 15, 18], composite: [1, 29, 30],
    compositeOver: [[0, 5, 30], [1, 0, 7], [1, 8, 15], [1, 18, 29]],
    names: [2, 0, 30],
  },
  {
    format: 'TD2', lines: 2, width: 36,
    documentCode: [0, 0, 2], issuer: [0, 2, 5], names: [0, 5, 36],
    number: [1, 0, 9], nationality: [1, 10, 13], birth: [1, 13, 19], sex: [1, 20, 21], expiry: [1, 21, 27],
    optional: [1, 28, 35], optionalChecked: false, composite: [1, 35, 36],
    compositeOver: [[1, 0, 10], [1, 13, 20], [1, 21, 35]],
  },
  {
    format: 'TD3', lines: 2, width: 44,
    documentCode: [0, 0, 2], issuer: [0, 2, 5], names: [0, 5, 44],
    number: [1, 0, 9], nationality: [1, 10, 13], birth: [1, 13, 19], sex: [1, 20, 21], expiry: [1, 21, 27],
    optional: [1, 28, 42], optionalChecked: true, composite: [1, 43, 44],
    compositeOver: [[1, 0, 10], [1, 13, 20], [1, 21, 43]],
  },
];
