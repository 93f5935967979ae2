import { checkSiblings } from './check-siblings.js';
import { checkValue, type ValueFault } from './check-value.js';
import { FormRefusal, type Findings, type RecordReference } from './finding.js';
import { elementOf, PLACEHOLDER, type ReportForm, type StructureNode } from './form.js';
import { escapeXml, isXmlText } from './xml-text.js';

/** Carries the record a group stands for, so that a finding can name it. */
export const RECORD = Symbol('record');

/** The values of one group by element name; `null` becomes the placeholder. Lists may be lazy. */
export interface TreeGroup {
  readonly [RECORD]?: RecordReference;
  readonly [name: string]: TreeValue;
}
export type TreeValue = string | null | TreeGroup | Iterable<TreeGroup> | readonly (string | null)[];

interface Place {
  readonly path: readonly string[];
  readonly record: RecordReference;
}

/**
 * Writes a message of any structure of the form as text, in pieces of one outermost list item, so that a
 * message of any size needs the memory of one customer. It is an own writer and no XML library because the
 * form is fixed, flat text without namespaces or attributes but `seqno`: what a builder would add is a tree
 * in memory, and the only danger, unescaped or forbidden characters, is closed here in one place and
 * checked by an independent reader in the tests.
 *
 * What the form forbids is added to `findings`; with `refuse` the first piece that holds an error throws
 * FormRefusal instead of being handed out.
 */
export function* writeMessage(
  form: ReportForm,
  root: string,
  tree: TreeGroup,
  findings: Findings,
  refuse: boolean,
): Generator<string> {
  const structure = form.structures.get(root);
  if (!structure) throw new Error(`The form ${form.form} ${form.version} has no structure ${root}`);
  const walk = new Walk(form, findings);
  const checked = (piece: string) => {
    if (refuse && findings.errors > 0) throw new FormRefusal(findings.list());
    return piece;
  };
  const place: Place = { path: [root], record: tree[RECORD] ?? {} };
  yield `<?xml version="1.0" encoding="utf-8"?>\n<${root}>\n`;
  for (const node of structure) {
    if (typeof node === 'object' && 'list' in node && node.of) {
      const items = valueOf(tree, node.list) as Iterable<TreeGroup>;
      yield `  <${node.list}>\n`;
      let seqno = 0;
      for (const item of items) {
        seqno += 1;
        yield checked(walk.listItem(node.item, node.of, item, seqno, descend(place, node.list), '    '));
      }
      if (seqno === 0) walk.emptyList(node.list, place);
      yield checked(`  </${node.list}>\n`);
    } else {
      yield checked(walk.group([node], tree, place, '  '));
    }
  }
  yield `</${root}>\n`;
}

class Walk {
  constructor(
    private readonly form: ReportForm,
    private readonly findings: Findings,
  ) {}

  group(nodes: readonly StructureNode[], values: TreeGroup, place: Place, indent: string): string {
    const texts = new Map<string, string>();
    let out = '';
    for (const node of nodes) {
      if (typeof node === 'string') {
        const text = (valueOf(values, node) as string | null) ?? PLACEHOLDER;
        texts.set(node, text);
        out += this.element(node, text, '', place, indent);
      } else if ('group' in node) {
        const inner = valueOf(values, node.group) as TreeGroup;
        const body = this.group(node.of, inner, descend(place, node.group), indent + '  ');
        out += `${indent}<${node.group}>\n${body}${indent}</${node.group}>\n`;
      } else if (node.of) {
        out += `${indent}<${node.list}>\n`;
        let seqno = 0;
        for (const item of valueOf(values, node.list) as Iterable<TreeGroup>) {
          seqno += 1;
          out += this.listItem(node.item, node.of, item, seqno, descend(place, node.list), indent + '  ');
        }
        if (seqno === 0) this.emptyList(node.list, place);
        out += `${indent}</${node.list}>\n`;
      } else {
        const given = valueOf(values, node.list) as readonly (string | null)[];
        out += this.textList(node.list, node.item, given, place, indent);
      }
    }
    for (const { element, fault } of checkSiblings(this.form, texts)) this.report(element, fault, place);
    return out;
  }

  listItem(
    item: string,
    nodes: readonly StructureNode[],
    values: TreeGroup,
    seqno: number,
    place: Place,
    indent: string,
  ): string {
    const inside = descend(place, `${item}[${seqno}]`, values[RECORD]);
    return `${indent}<${item} seqno="${seqno}">\n${this.group(nodes, values, inside, indent + '  ')}${indent}</${item}>\n`;
  }

  emptyList(list: string, place: Place): void {
    this.report(list, { severity: 'error', code: 'no-records' }, place);
  }

  // Nothing to list is one element with the placeholder: every element is present (C.4).
  private textList(
    list: string,
    item: string,
    given: readonly (string | null)[],
    place: Place,
    indent: string,
  ): string {
    const inside = descend(place, list);
    let out = `${indent}<${list}>\n`;
    (given.length > 0 ? given : [null]).forEach((value, index) => {
      out += this.element(item, value ?? PLACEHOLDER, ` seqno="${index + 1}"`, inside, indent + '  ');
    });
    return `${out}${indent}</${list}>\n`;
  }

  private element(name: string, text: string, attribute: string, place: Place, indent: string): string {
    const fault = checkValue(this.form, elementOf(this.form, name), text);
    if (fault) this.report(name, fault, place);
    const content = isXmlText(text) ? escapeXml(text) : '';
    return `${indent}<${name}${attribute}>${content}</${name}>\n`;
  }

  private report(name: string, fault: ValueFault, place: Place): void {
    const element = this.form.elements.get(name);
    this.findings.add({
      ...fault,
      element: name,
      path: [...place.path, name].join('/'),
      record: place.record,
      ...(element ? { label: { zh: element.zh, en: element.en } } : {}),
    });
  }
}

function descend(place: Place, step: string, record?: RecordReference): Place {
  return { path: [...place.path, step], record: record ? { ...place.record, ...record } : place.record };
}

function valueOf(values: TreeGroup, name: string): TreeValue {
  const value = values[name];
  if (value === undefined) throw new Error(`The writer was given no value for ${name}`);
  return value;
}
