import { intake, problemCatalogue } from '../../platform/index.js';
import { lineProblemCatalogue } from '../../transactions/index.js';

/** docs/errors.md: every problem the service may answer with, and why a line or record of a file is refused. */
export function errorPage(): string {
  return `# Errors

Every error is an RFC 9457 problem (\`application/problem+json\`) with a stable \`code\`. A refused body lists each fault
under \`errors\` with an RFC 6901 pointer. Written from the code by \`npm run generate\`.

${table(
  'code | status | English | 中文',
  problemCatalogue().map(({ code, status, title }) => [code, String(status), title.en, title.zh]),
)}

## Lines of transactions

A refused line carries one of these as \`problem.code\`, or the code of the field that does not fit the schema.

${table(
  'code | English | 中文',
  Object.entries(lineProblemCatalogue).map(([code, { en, zh }]) => [code, en, zh]),
)}

## Records of files

${table(
  'code | English | 中文',
  Object.entries(intake.intakeProblemCatalogue).map(([code, [en, zh]]) => [code, en, zh]),
)}
`;
}

function table(head: string, rows: readonly string[][]): string {
  const rule = '---|'.repeat(head.split('|').length);
  const lines = rows.map(([code, ...rest]) => `| \`${code}\` | ${rest.join(' | ')} |`);
  return `| ${head} |\n|${rule}\n${lines.join('\n')}`;
}
