import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, settings } from '../../src/platform/index.js';
import { sourceFiles } from '../support/sources.js';

const programs = sourceFiles('src', ['.ts', '.js'])
  .filter((path) => path !== 'src/platform/config/settings.ts' && !path.startsWith('src/console/'))
  .map((path) => readFileSync(join(projectRoot, path), 'utf8'));
const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
const names = Object.keys(settings);

describe('the settings', () => {
  it.each(names)('%s is used', (name) => {
    expect(programs.some((text) => new RegExp(`\\b${name}\\b`).test(text))).toBe(true);
  });

  it.each(names)('%s is documented, with its meaning', (name) => {
    expect(settings[name as keyof typeof settings].meaning).toMatch(/^[A-Z].{10,}\.$/);
    expect(readme).toContain(`| \`${name}\` |`);
  });

  it('are read in one place, and before that only by what starts the service', () => {
    const elsewhere = sourceFiles('src', ['.ts']).filter(
      (path) =>
        !/^src\/(platform\/config|commands|console)\//.test(path) &&
        readFileSync(join(projectRoot, path), 'utf8').includes('process.env'),
    );
    expect(elsewhere).toEqual([]);
  });
});
