import { grouped } from './amount.js';
import type { PrintContext } from './large-value-pdf.js';
import { COLOURS } from './page.js';
import { Table } from './table.js';

/** The first page: title, facts, key figures, totals, files with digests, findings, signatures. */
export function drawSummary(context: PrintContext): void {
  drawTitle(context);
  drawFacts(context);
  drawFigures(context);
  drawTotals(context);
  drawFiles(context);
  drawSignatures(context);
  drawFindings(context);
}

function drawTitle({ sheet, labels, input }: PrintContext): void {
  sheet.box(0, 0, sheet.pageWidth, 6, COLOURS.brand);
  sheet.text(labels.title, sheet.left, 28, 520, { size: 22, weight: 'bold', colour: COLOURS.brand });
  sheet.text(labels.subtitle, sheet.left, 60, 520, { size: 9, colour: COLOURS.faint });
  const status = labels.status[input.report.status] ?? input.report.status;
  const [ink, ground] =
    input.report.status === 'draft'
      ? [COLOURS.warning, COLOURS.warningSoft]
      : [COLOURS.good, COLOURS.goodSoft];
  const style = { size: 11, weight: 'bold', colour: ink, align: 'center' } as const;
  const width = sheet.textWidth(status, style) + 28;
  const x = sheet.left + sheet.width - width;
  sheet.box(x, 34, width, 24, ground, 12);
  sheet.text(status, x, 38, width, style);
  sheet.y = 80;
  sheet.rule(sheet.y, COLOURS.brand, 1);
  sheet.y += 10;
}

function drawFacts({ sheet, labels, input }: PrintContext): void {
  const { snapshot, report } = input;
  const facts: [string, string][] = [
    [labels.facts.institution, snapshot.institution.name],
    [labels.facts.businessDate, snapshot.businessDate],
    [labels.facts.maker, report.maker],
    [labels.facts.institutionCode, snapshot.institution.code],
    [labels.facts.dueOn, report.dueOn],
    [labels.facts.createdAt, report.createdAtText],
    [labels.facts.report, report.id],
    [labels.facts.form, `CAMLMAC ${snapshot.form.version}`],
    [labels.facts.approver, report.approver ?? labels.notYet],
  ];
  if (report.approvedAtText !== null)
    facts.push(['', ''], ['', ''], [labels.facts.approvedAt, report.approvedAtText]);
  // The first column holds the report's id, which is long.
  const columns = [0, 330, 540, sheet.width];
  facts.forEach(([label, value], index) => {
    const x = columns[index % 3] ?? 0;
    const width = (columns[(index % 3) + 1] ?? 0) - x - 96;
    const y = sheet.y + Math.floor(index / 3) * 18;
    sheet.text(label, sheet.left + x, y, 84, { size: 8, colour: COLOURS.soft });
    sheet.text(value, sheet.left + x + 86, y - 0.5, width, { size: 9 });
  });
  sheet.y += Math.ceil(facts.length / 3) * 18 + 8;
}

function drawFigures({ sheet, labels, input }: PrintContext): void {
  const figures: [string, number][] = [
    [labels.figures.customers, input.summary.customers],
    [labels.figures.transactions, input.summary.transactions],
    [labels.figures.records, input.summary.records],
    [labels.figures.messages, input.messages.length],
  ];
  const gap = 12;
  const width = (sheet.width - gap * (figures.length - 1)) / figures.length;
  figures.forEach(([label, value], index) => {
    const x = sheet.left + index * (width + gap);
    sheet.box(x, sheet.y, width, 44, COLOURS.shade, 4);
    sheet.text(label, x + 12, sheet.y + 6, width - 24, { size: 8, colour: COLOURS.soft });
    const style = { size: 16, weight: 'bold', colour: COLOURS.brand } as const;
    sheet.text(grouped(String(value)), x + 12, sheet.y + 17, width - 24, style);
  });
  sheet.y += 56;
}

function drawTotals({ sheet, labels, input, codeName }: PrintContext): void {
  heading({ sheet }, labels.sections.totals);
  const table = new Table(sheet, [
    { title: labels.totals.feature, width: 250 },
    { title: labels.totals.direction, width: 50 },
    { title: labels.totals.currency, width: 56 },
    { title: labels.totals.customers, width: 60, align: 'right' },
    { title: labels.totals.records, width: 60, align: 'right' },
    { title: labels.totals.amount, width: 108, align: 'right' },
    { title: labels.totals.cny, width: 98, align: 'right' },
    { title: labels.totals.usd, width: 87, align: 'right' },
  ]);
  table.head();
  for (const total of input.summary.totals) {
    table.add([
      `${total.feature}  ${codeName('feature', total.feature)}`,
      codeName('direction', total.direction),
      total.currency,
      grouped(String(total.customers)),
      grouped(String(total.transactions)),
      grouped(total.amount),
      total.amountCny === null ? '—' : grouped(total.amountCny),
      total.amountUsd === null ? '—' : grouped(total.amountUsd),
    ]);
  }
  sheet.y += 12;
}

function drawFiles({ sheet, labels, input }: PrintContext): void {
  if (input.messages.length === 0) return;
  heading({ sheet }, labels.sections.files);
  const table = new Table(sheet, [
    { title: labels.files.name, width: 240 },
    { title: labels.files.records, width: 60, align: 'right' },
    { title: labels.files.size, width: 79, align: 'right' },
    { title: labels.files.digest, width: 390, indent: 12 },
  ]);
  table.head();
  for (const message of input.messages) {
    table.add([
      message.name,
      grouped(String(message.records)),
      grouped(String(message.size)),
      message.sha256,
    ]);
  }
  sheet.y += 12;
}

function drawSignatures({ sheet, labels }: PrintContext): void {
  if (!sheet.fits(46)) sheet.newPage();
  const fields: [string, number][] = [
    [labels.signatures.maker, 200],
    [labels.signatures.date, 130],
    [labels.signatures.approver, 200],
    [labels.signatures.date, 130],
  ];
  let x = sheet.left;
  const gap = (sheet.width - fields.reduce((sum, [, width]) => sum + width, 0)) / (fields.length - 1);
  for (const [label, width] of fields) {
    sheet.rule(sheet.y + 26, COLOURS.soft, 0.6, x, width);
    sheet.text(label, x, sheet.y + 29, width, { size: 7.5, colour: COLOURS.soft });
    x += width + gap;
  }
  sheet.y += 52;
}

const PRINTED_FINDINGS = 200;

function drawFindings({ sheet, labels, input }: PrintContext): void {
  if (input.findings.length === 0) return;
  heading({ sheet }, `${labels.sections.findings}  (${grouped(String(input.findings.length))})`);
  const table = new Table(sheet, [
    { title: labels.findings.severity, width: 52 },
    { title: labels.findings.record, width: 200 },
    { title: labels.findings.message, width: 517 },
  ]);
  table.head();
  for (const finding of input.findings.slice(0, PRINTED_FINDINGS)) {
    const { customerNumber, reference } = finding.record;
    const record = [customerNumber, reference].filter((part) => part !== undefined).join(' · ');
    table.add([labels.findings[finding.severity], record, finding.message[input.language]]);
  }
  const rest = input.findings.length - PRINTED_FINDINGS;
  if (rest > 0) table.add(['…', '', `+ ${grouped(String(rest))}`]);
  sheet.y += 12;
}

/** A section's name, never alone at the foot of a page. */
export function heading({ sheet }: Pick<PrintContext, 'sheet'>, text: string): void {
  if (!sheet.fits(22 + Table.minimumHeight(2))) sheet.newPage();
  sheet.box(sheet.left, sheet.y + 2, 3, 12, COLOURS.brand);
  sheet.text(text, sheet.left + 9, sheet.y, sheet.width - 9, {
    size: 11,
    weight: 'bold',
    colour: COLOURS.brand,
  });
  sheet.y += 21;
}
