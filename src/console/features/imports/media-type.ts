const types: Record<string, string> = {
  csv: 'text/csv',
  txt: 'text/csv',
  ndjson: 'application/x-ndjson',
  jsonl: 'application/x-ndjson',
};

/** The media type the import takes for a file of this name; null if it takes none such. */
export function mediaTypeOf(fileName: string): string | null {
  const extension = fileName.toLowerCase().split('.').at(-1) ?? '';
  return types[extension] ?? null;
}
