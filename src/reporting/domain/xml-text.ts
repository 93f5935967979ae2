// Everything outside Char of XML 1.0 (production 2): most control characters, lone surrogates, U+FFFE, U+FFFF.
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const SPECIAL = /[&<>"'\r]/g;
const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A reader turns a literal carriage return into a line feed (XML 1.0, 2.11).
  '\r': '&#13;',
};

/** Whether XML 1.0 can carry this text at all, escaped or not. */
export function isXmlText(text: string): boolean {
  return !FORBIDDEN.test(text);
}

/** Text content of an element. */
export function escapeXml(text: string): string {
  return text.replace(SPECIAL, (character) => ENTITIES[character] ?? character);
}
