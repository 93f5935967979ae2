import { settings } from '../../platform/index.js';

const START = '<!-- configuration:start (written by npm run generate) -->';
const END = '<!-- configuration:end -->';

interface Row {
  kind: string;
  fallback: unknown;
  meaning: string;
  choices?: readonly string[];
}

/** Every setting as a Markdown table. */
export function configurationTable(): string {
  const rows = Object.entries(settings).map(([name, setting]) => {
    const { kind, fallback, meaning, choices } = setting as Row;
    const values = choices ? choices.join(', ') : kind === 'boolean' ? 'true, false' : kind;
    return `| \`${name}\` | ${values} | ${fallback === undefined ? '' : `\`${String(fallback)}\``} | ${meaning} |`;
  });
  return `| setting | value | default | meaning |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

/** The README with its table renewed; a README without the two markers is a mistake. */
export function withConfigurationTable(readme: string): string {
  const from = readme.indexOf(START);
  const to = readme.indexOf(END);
  if (from < 0 || to < from) throw new Error(`README.md lacks the lines ${START} and ${END}`);
  return `${readme.slice(0, from + START.length)}\n${configurationTable()}${readme.slice(to)}`;
}
