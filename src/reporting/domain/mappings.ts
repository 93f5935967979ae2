/** How what the bank stores becomes codes of the form; see reports/camlmac/<version>/mappings.json. */
export interface CodeMappings {
  readonly idDocumentType: readonly MappingEntry[];
  readonly accountType: readonly MappingEntry[];
  readonly method: readonly MappingEntry[];
  readonly channel: readonly MappingEntry[];
  readonly institutionCodeType: readonly { readonly pattern: string; readonly code: string }[];
  /** Words for occupations that have one code in the standard. */
  readonly occupation: Readonly<Record<string, string>>;
}

export interface MappingEntry {
  readonly when: Readonly<Record<string, string>>;
  /** null becomes the placeholder. */
  readonly code: string | null;
  /** Text of the sibling for "other" kinds. */
  readonly other?: string;
}

export type Facts = Readonly<Record<string, string>>;

const NOTHING: MappingEntry = { when: {}, code: null };

/** The first entry all of whose conditions hold. */
export function mapCode(
  entries: readonly MappingEntry[],
  facts: Facts,
): { code: string | null; other: string | null } {
  const entry =
    entries.find(({ when }) => Object.entries(when).every(([fact, value]) => facts[fact] === value)) ??
    NOTHING;
  return { code: entry.code, other: entry.other ?? null };
}
