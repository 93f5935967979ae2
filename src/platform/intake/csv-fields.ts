/** Fields of one well-formed CSV record without its line end. Quotes must be balanced (see `CsvFramer`). */
export function splitCsvFields(text: string, delimiter: string): string[] {
  if (!text.includes('"')) return text.split(delimiter);
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text.charCodeAt(at) === 0x22) {
      const from = at + 1;
      let doubled = false;
      let close = text.indexOf('"', from);
      while (text.charCodeAt(close + 1) === 0x22) {
        doubled = true;
        close = text.indexOf('"', close + 2);
      }
      const field = text.slice(from, close);
      fields.push(doubled ? field.replaceAll('""', '"') : field);
      at = close + 1;
    } else {
      const next = text.indexOf(delimiter, at);
      const end = next < 0 ? text.length : next;
      fields.push(text.slice(at, end));
      at = end;
    }
    if (at >= text.length) return fields;
    at += 1;
  }
}

/** One CSV line (RFC 4180, CRLF). Fields are quoted only where they must be. */
export function csvLine(fields: readonly string[], delimiter = ','): string {
  const line = fields.map((field) => csvField(field, delimiter)).join(delimiter);
  // A lone empty field would read back as a blank line.
  return `${line === '' ? '""' : line}\r\n`;
}

function csvField(field: string, delimiter: string): string {
  return field.includes(delimiter) || /["\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/**
 * A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection); so does one that
 * would be read back as such, so that {@link unguardFormula} is its inverse for every text.
 */
export const guardFormula = (cell: string): string => (/^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

/** The text of a cell that {@link guardFormula} wrote. */
export const unguardFormula = (cell: string): string => (/^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);
