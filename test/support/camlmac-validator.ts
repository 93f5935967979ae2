import { readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import countries from 'i18n-iso-countries';

/**
 * Reads a large-value message as its receiver would and says what is wrong with it. Written from the
 * interface specification alone: it shares neither code nor data files with the writer (its facts stand in
 * camlmac-facts/ and below).
 */

const facts = path.join(import.meta.dirname, 'camlmac-facts');
const codes = new Map(
  Object.entries(
    JSON.parse(readFileSync(path.join(facts, 'codes.json'), 'utf8')) as Record<string, string>,
  ).map(([name, list]) => [name, new Set(list.split(' '))]),
);
const dictionary = new Map(
  readFileSync(path.join(facts, 'elements.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .map(([code = '', type, length]) => [code, { numeric: type === 'num', length: Number(length) }]),
);
const tableOf: Record<string, string> = {
  CITP: 'CITP', TBIT: 'CITP', TCIT: 'CITP', CATP: 'CATP', TCAT: 'CATP', TSTP: 'TSTP', RPMT: 'RPMT', CRCD: 'CRCD',
  TSDR: 'TSDR', RLFC: 'RLFC', CBCT: 'CBCT', CFCT: 'CFCT', OCTT: 'OCTT',
}; // prettier-ignore
const currencies = new Set(Intl.supportedValuesOf('currency'));

// Indentation is nesting; `name*` repeats with seqno; a line may name several elements in their order.
const HVTR = `
RBIF
  RICD CTTN
CATIs
  CATI*
    CBIF
      CSNM
      CTNTs
        CTNT*
      CTVC
      CCIF
        CCTLs
          CCTL*
        CATRs
          CTAR*
        CCEIs
          CCEI*
    HTDT
    HTCRs
      HTCR*
        CRCD TTNM
        CCIFs
          CCIF*
            CTNM CITP OITP CTID
            TSDTs
              TSDT*
                RINI
                  FINC RLFC
                ATIF
                  CATP CTAC OATM CBCT OCBT CBCN
                TBIF
                  TBNM TBIT OITP TBID TBNT
                TSIF
                  TSTM TRCD TICD RPMT RPMN TSTP OCTT OOCT OCEC BPTC TSCT TSDR CRPP CRTP CRAT CRMB CUSD
                TCIF
                  CFIN CFCT CFIC CFRC TCNM TCIT OITP TCID TCAT TCAC
                ROTFs
                  ROTF*
`;

interface Shape {
  name: string;
  repeats: boolean;
  parts: Shape[];
}

interface XmlNode {
  name: string;
  seqno?: string;
  attributes: number;
  children: XmlNode[];
  text: string;
}

const shape = readShape(HVTR);

/** Every fault found, as `path: what`; none when the message is as the specification says. */
export function validateLargeValueMessage(fileName: string, xml: Uint8Array): string[] {
  const faults: string[] = [];
  if (!/^[NC][BSI]H[A-Z0-9]{14}-\d{8}-\d{8}\.XML$/.test(fileName)) faults.push('file name: not of the form');
  else if (fileName.slice(0, -4).length !== 35) faults.push('file name: not 35 characters');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(xml);
  } catch {
    return [...faults, 'message: not UTF-8'];
  }
  if (!text.startsWith('<?xml version="1.0" encoding="utf-8"?>')) faults.push('message: wrong declaration');
  if (/<!DOCTYPE|<!--|<!\[CDATA/.test(text)) faults.push('message: holds more than elements');
  if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(text))
    faults.push('message: forbidden character');
  const wellFormed = XMLValidator.validate(text);
  if (wellFormed !== true) return [...faults, `message: ${wellFormed.err.msg}`];
  const roots = parse(text);
  const root = roots[0];
  if (roots.length !== 1 || root?.name !== 'HVTR') return [...faults, 'message: the root is not HVTR'];
  checkParts(root, shape, 'HVTR', faults);
  checkCounts(root, fileName, faults);
  return faults;
}

/** Leaf values by element name, in order, for tests that look at contents. */
export function valuesOf(xml: string, element: string): string[] {
  const found: string[] = [];
  const visit = (node: XmlNode) => {
    if (node.name === element && node.children.length === 0) found.push(node.text);
    node.children.forEach(visit);
  };
  parse(xml).forEach(visit);
  return found;
}

function checkParts(node: XmlNode, parts: Shape[], where: string, faults: string[]): void {
  if (parts.length === 0) return checkLeaf(node, where, faults);
  if (node.text.trim() !== '') faults.push(`${where}: text between elements`);
  let index = 0;
  for (const part of parts) {
    const here = `${where}/${part.name}`;
    if (!part.repeats) {
      const child = node.children[index];
      if (child?.name !== part.name) {
        faults.push(`${here}: expected here, found ${child?.name ?? 'nothing'}`);
        return;
      }
      if (child.attributes > 0) faults.push(`${here}: has an attribute`);
      checkParts(child, part.parts, here, faults);
      index += 1;
      continue;
    }
    let seqno = 0;
    for (let child = node.children[index]; child?.name === part.name; child = node.children[++index]) {
      seqno += 1;
      if (child.seqno !== String(seqno) || child.attributes !== 1)
        faults.push(`${here}[${seqno}]: wrong seqno`);
      checkParts(child, part.parts, `${here}[${seqno}]`, faults);
    }
    if (seqno === 0) faults.push(`${here}: none`);
    if (part.name === 'ROTF' && seqno !== 2) faults.push(`${here}: not two`);
  }
  if (index < node.children.length) faults.push(`${where}: unexpected ${node.children[index]?.name}`);
  checkTogether(node, where, faults);
}

const NEVER_EMPTY = new Set(
  'RICD CTTN CSNM HTDT CRCD TTNM CTNM FINC RLFC TSTM TICD TSTP TSDR CRTP CRAT'.split(' '),
);
const AMOUNTS = new Set(['CRAT', 'CRMB', 'CUSD']);

function checkLeaf(node: XmlNode, where: string, faults: string[]): void {
  const { name, text } = node;
  const entry = dictionary.get(name);
  if (!entry) return void faults.push(`${where}: not in the dictionary`);
  if (node.children.length > 0) return void faults.push(`${where}: has parts`);
  if (text.trim() === '') return void faults.push(`${where}: empty`);
  if (text === '@N') {
    if (NEVER_EMPTY.has(name)) faults.push(`${where}: placeholder where a value is always known`);
    return;
  }
  if ([...text].length > entry.length) faults.push(`${where}: longer than ${entry.length}`);
  const table = tableOf[name];
  if (table && !codes.get(table)?.has(text)) faults.push(`${where}: code not in table`);
  if (AMOUNTS.has(name) && !/^\d+(\.\d{1,3})?$/.test(text)) faults.push(`${where}: not an amount`);
  if (AMOUNTS.has(name) && Number(text) === 0) faults.push(`${where}: amount of nothing`);
  if (entry.numeric && !AMOUNTS.has(name) && !/^\d+$/.test(text)) faults.push(`${where}: not a number`);
  if (['CTNT', 'TBNT'].includes(name) && !isCountry(text)) faults.push(`${where}: not a country`);
  if (name === 'CRTP' && !currencies.has(text)) faults.push(`${where}: not a currency`);
  if (name === 'HTDT' && !isDay(text)) faults.push(`${where}: not a day`);
  if (['TSTM', 'OATM'].includes(name) && !isTime(text)) faults.push(`${where}: not a time`);
  if (['TRCD', 'CFRC'].includes(name) && !isPlace(text)) faults.push(`${where}: not a place`);
  if (name === 'CCTL' && !/^(\d{11}|\d{2,5}-[\d-]{4,})$/.test(text))
    faults.push(`${where}: not a telephone number`);
  if (name === 'CTVC' && /[^\dA-Z-]/.test(text)) faults.push(`${where}: not a code of a standard`);
  if (name === 'RICD' && !/^[A-Z0-9]{14}$/.test(text)) faults.push(`${where}: not an institution code`);
  if (name === 'ROTF') faults.push(`${where}: reserved`);
}

const OTHER_DOCUMENTS = ['119999', '129999', '619999', '629999'];

function checkTogether(node: XmlNode, where: string, faults: string[]): void {
  const value = (name: string) => node.children.find((child) => child.name === name)?.text;
  for (const [type, number] of [
    ['CITP', 'CTID'],
    ['TBIT', 'TBID'],
    ['TCIT', 'TCID'],
  ] as const) {
    const kind = value(type);
    if (kind === undefined) continue;
    const digits = value(number) ?? '';
    if ((kind === '@N') !== (digits === '@N')) faults.push(`${where}: ${type} and ${number} not together`);
    const length = [...digits].length;
    if (['110001', '110003'].includes(kind) && length !== 15 && length !== 18)
      faults.push(`${where}: ${number} length`);
    if (kind === '610001' && length !== 9) faults.push(`${where}: ${number} length`);
    if (kind === '610099' && length !== 18) faults.push(`${where}: ${number} length`);
    if (OTHER_DOCUMENTS.includes(kind) === (value('OITP') === '@N'))
      faults.push(`${where}: OITP against ${type}`);
  }
  const other = (type: string, text: string, code: string) => {
    const kind = value(type);
    if (kind !== undefined && (kind === code) === (value(text) === '@N'))
      faults.push(`${where}: ${text} against ${type}`);
  };
  other('CBCT', 'OCBT', '90');
  other('OCTT', 'OOCT', '99');
  if ((value('CFCT') === '@N') !== (value('CFIC') === '@N'))
    faults.push(`${where}: CFCT and CFIC not together`);
  if ((value('RPMT') === '@N') !== (value('RPMN') === '@N'))
    faults.push(`${where}: RPMT and RPMN not together`);
}

function checkCounts(root: XmlNode, fileName: string, faults: string[]): void {
  const all = (node: XmlNode | undefined, name: string): XmlNode[] =>
    node
      ? node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)])
      : [];
  const text = (node: XmlNode, name: string) => all(node, name)[0]?.text ?? '';
  const customers = all(root, 'CATI');
  if (text(root, 'CTTN') !== String(customers.length)) faults.push('HVTR/RBIF/CTTN: wrong count');
  if (fileName.slice(3, 17) !== text(root, 'RICD')) faults.push('HVTR/RBIF/RICD: not that of the file name');
  const keys = new Set<string>();
  const numbers = new Set<string>();
  for (const customer of customers) {
    const number = text(customer, 'CSNM');
    if (numbers.has(number)) faults.push('CSNM: a customer twice');
    numbers.add(number);
    for (const feature of all(customer, 'HTCR')) {
      const transactions = all(feature, 'TSDT');
      if (text(feature, 'TTNM') !== String(transactions.length)) faults.push('TTNM: wrong count');
      for (const transaction of transactions) {
        const key = JSON.stringify([
          number,
          text(customer, 'HTDT'),
          text(feature, 'CRCD'),
          text(transaction, 'TICD'),
        ]);
        if (keys.has(key)) faults.push('TICD: key twice');
        keys.add(key);
        if (!text(transaction, 'TSTM').startsWith(text(customer, 'HTDT'))) faults.push('TSTM: another day');
        const relation = text(transaction, 'RLFC');
        const account = text(transaction, 'CTAC') !== '@N' || text(transaction, 'CBCN') !== '@N';
        if ((relation === '02') === account) faults.push('RLFC: against account');
      }
    }
  }
}

function isCountry(code: string): boolean {
  return /^[A-Z]{3}$/.test(code) && countries.alpha3ToAlpha2(code) !== undefined;
}

function isDay(text: string): boolean {
  if (!/^\d{8}$/.test(text)) return false;
  const iso = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  const day = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso);
}

function isTime(text: string): boolean {
  if (!/^\d*t*$/.test(text) || text.length !== 14) return false;
  const [hours = '', minutes = '', seconds = ''] = [text.slice(8, 10), text.slice(10, 12), text.slice(12)];
  const known = (part: string, limit: number) => part.includes('t') || Number(part) < limit;
  return (
    (text.slice(0, 8).includes('t') || isDay(text.slice(0, 8))) &&
    known(hours, 24) &&
    known(minutes, 60) &&
    known(seconds, 60)
  );
}

function isPlace(text: string): boolean {
  if (text.length !== 9) return false;
  if (/^(CHN|Z01|Z02|Z03)/.test(text)) return /^[1-8]\d{5}$/.test(text.slice(3));
  return isCountry(text.slice(0, 3)) && text.endsWith('000000');
}

function parse(xml: string): XmlNode[] {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    ignoreDeclaration: true,
    htmlEntities: true,
  });
  return convert(parser.parse(xml) as Record<string, unknown>[]).children;
}

function convert(content: Record<string, unknown>[]): { children: XmlNode[]; text: string } {
  const children: XmlNode[] = [];
  let text = '';
  for (const part of content) {
    const name = Object.keys(part).find((key) => key !== ':@') ?? '';
    if (name === '#text') {
      text += String(part[name]);
      continue;
    }
    const attributes = (part[':@'] ?? {}) as Record<string, string>;
    const inner = convert(part[name] as Record<string, unknown>[]);
    const seqno = attributes['seqno'];
    children.push({
      name,
      attributes: Object.keys(attributes).length,
      ...(seqno === undefined ? {} : { seqno }),
      ...inner,
    });
  }
  return { children, text };
}

function readShape(grammar: string): Shape[] {
  const root: Shape = { name: '', repeats: false, parts: [] };
  const open: { depth: number; shape: Shape }[] = [{ depth: -1, shape: root }];
  for (const line of grammar.split('\n').filter((text) => text.trim())) {
    const depth = line.length - line.trimStart().length;
    while ((open.at(-1)?.depth ?? -1) >= depth) open.pop();
    for (const word of line.trim().split(' ')) {
      const part = { name: word.replace('*', ''), repeats: word.endsWith('*'), parts: [] };
      open.at(-1)?.shape.parts.push(part);
      if (word === line.trim()) open.push({ depth, shape: part });
    }
  }
  return root.parts;
}
