/**
 * A report form as dated data: elements, code tables and structures of one version of the CAMLMAC
 * interface specification (files in reports/camlmac/<version>/). The code that writes a message knows
 * none of these names; a new version of the form is a new folder of files.
 */

/** Stands for "does not apply or cannot be obtained": every element is present and filled (C.4). */
export const PLACEHOLDER = '@N';

export type ElementKind = 'text' | 'count' | 'amount' | 'day' | 'time' | 'region' | 'method' | 'digits';

/** `required`: the placeholder is refused. `expected`: the placeholder is reported as a warning. */
export type Presence = 'required' | 'expected' | 'optional';

export interface ElementDefinition {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly kind: ElementKind;
  /** In characters (code points), the decimal point included. */
  readonly maxLength: number;
  readonly presence: Presence;
  /** Name of the code table every value must be in. */
  readonly table?: string;
  readonly pattern?: RegExp;
  /** The only value allowed, for reserved elements. */
  readonly only?: string;
  /** This text explains the first of these elements present in the same group ... */
  readonly otherTextOf?: readonly string[];
  /** ... when that element has one of these codes; otherwise it must be the placeholder. */
  readonly otherWhen?: ReadonlySet<string>;
  /** This is a number whose length is decided by the document type in this sibling element. */
  readonly numberOf?: string;
  /** Given together with this sibling, or neither. */
  readonly pairedWith?: string;
}

export interface CodeEntry {
  readonly zh?: string;
  readonly en?: string;
  readonly numberLengths?: readonly number[];
}

export type CodeTable = ReadonlyMap<string, CodeEntry>;

/** A string is an element with a value. A list numbers its items with `seqno` from 1. */
export type StructureNode = string | StructureGroup | StructureList;
export interface StructureGroup {
  readonly group: string;
  readonly of: readonly StructureNode[];
}
export interface StructureList {
  readonly list: string;
  readonly item: string;
  readonly of?: readonly StructureNode[];
}

export interface ReportForm {
  readonly form: string;
  readonly version: string;
  readonly elements: ReadonlyMap<string, ElementDefinition>;
  readonly tables: ReadonlyMap<string, CodeTable>;
  readonly structures: ReadonlyMap<string, readonly StructureNode[]>;
  /** A package (ZIP) may not be larger (C.1). */
  readonly packageMaxBytes: number;
}

/** The definition of an element; an unknown name is a fault of the form files, not of the data. */
export function elementOf(form: ReportForm, code: string): ElementDefinition {
  const definition = form.elements.get(code);
  if (!definition) throw new Error(`The form ${form.form} ${form.version} defines no element ${code}`);
  return definition;
}

/** What a code stands for, or undefined when the table does not hold it. */
export function codeEntry(form: ReportForm, table: string, code: string): CodeEntry | undefined {
  const codes = form.tables.get(table);
  if (!codes) throw new Error(`The form ${form.form} ${form.version} has no code table ${table}`);
  return codes.get(code);
}
