import type {
  CodeEntry,
  ElementDefinition,
  ElementKind,
  Presence,
  ReportForm,
  StructureNode,
} from './form.js';

/** The files of one version of a form, as they stand in reports/camlmac/<version>/. */
export interface FormFiles {
  readonly elements: ElementsFile;
  readonly codes: CodesFile;
  readonly nationalCodes: CodesFile;
  readonly structures: StructuresFile;
}

interface Dated {
  readonly form: string;
  readonly version: string;
  readonly effectiveFrom: string;
  readonly effectiveTo: string | null;
}

export interface ElementsFile extends Dated {
  readonly elements: readonly {
    readonly code: string;
    readonly zh: string;
    readonly en: string;
    readonly type: 'text' | 'number';
    readonly maxLength: number;
    readonly kind?: ElementKind;
    readonly presence: Presence;
    readonly table?: string;
    readonly pattern?: string;
    readonly only?: string;
    readonly otherTextOf?: readonly string[];
    readonly otherWhen?: readonly string[];
    readonly numberOf?: string;
    readonly pairedWith?: string;
  }[];
}

export interface CodesFile extends Dated {
  readonly tables: Record<string, { readonly codes: Record<string, CodeEntry> }>;
}

export interface StructuresFile extends Dated {
  readonly packageMaxBytes: number;
  readonly structures: Record<string, { readonly of: readonly StructureNode[] }>;
}

/**
 * Puts the files of one version together.
 *
 * @throws Error when they are of different versions, or a structure names an element that is not defined,
 * or an element a table that does not exist.
 */
export function buildForm(files: FormFiles): ReportForm {
  const { elements, codes, nationalCodes, structures } = files;
  for (const file of [codes, nationalCodes, structures]) {
    if (file.form !== elements.form || file.version !== elements.version) {
      throw new Error(`Files of different forms: ${elements.version} and ${file.version}`);
    }
  }
  const tables = new Map(
    [...Object.entries(codes.tables), ...Object.entries(nationalCodes.tables)].map(([name, table]) => [
      name,
      new Map(Object.entries(table.codes)),
    ]),
  );
  const definitions = new Map(elements.elements.map((element) => [element.code, definitionOf(element)]));
  for (const element of definitions.values()) {
    if (element.table !== undefined && !tables.has(element.table)) {
      throw new Error(`Element ${element.code} names the unknown table ${element.table}`);
    }
  }
  const shapes = new Map(Object.entries(structures.structures).map(([name, { of }]) => [name, of]));
  for (const [name, nodes] of shapes) {
    for (const leaf of leavesOf(nodes)) {
      if (!definitions.has(leaf)) throw new Error(`Structure ${name} names the unknown element ${leaf}`);
    }
  }
  return {
    form: elements.form,
    version: elements.version,
    elements: definitions,
    tables,
    structures: shapes,
    packageMaxBytes: structures.packageMaxBytes,
  };
}

function definitionOf(element: ElementsFile['elements'][number]): ElementDefinition {
  const { pattern, otherWhen, kind, type: _type, ...rest } = element;
  return {
    ...rest,
    kind: kind ?? 'text',
    ...(pattern === undefined ? {} : { pattern: new RegExp(pattern) }),
    ...(otherWhen === undefined ? {} : { otherWhen: new Set(otherWhen) }),
  };
}

function* leavesOf(nodes: readonly StructureNode[]): Generator<string> {
  for (const node of nodes) {
    if (typeof node === 'string') yield node;
    else if ('group' in node) yield* leavesOf(node.of);
    else if (node.of) yield* leavesOf(node.of);
    else yield node.item;
  }
}
