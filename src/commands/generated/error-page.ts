import { problemCatalogue } from '../../platform/index.js';

/** docs/errors.md: every problem the service may answer with. */
export function errorPage(): string {
  const rows = problemCatalogue().map(
    ({ code, status, title }) => `| \`${code}\` | ${status} | ${title.en} | ${title.zh} |`,
  );
  return `# Errors

Every error is an RFC 9457 problem (\`application/problem+json\`) with a stable \`code\`. A refused body lists each fault
under \`errors\` with an RFC 6901 pointer. Written from the code by \`npm run generate\`.

| code | status | English | 中文 |
|---|---|---|---|
${rows.join('\n')}
`;
}
