export { FONTS, MISSING_CHARACTER, type FontWeight } from './fonts.js';
export { TextPen, type TextStyle } from './text.js';
