import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Each: what is imported, by which file, and the rule that must object. */
const forbidden = [
  ['a module to its right', 'src/alerts/right.ts', '../cases/index.js', 'direction-alerts'],
  ['a neighbour in its group', 'src/screening/near.ts', '../transactions/index.js', 'direction-screening'],
  [
    'a type of a module to its right',
    'src/customers/type.ts',
    'type ../reporting/index.js',
    'direction-customers',
  ],
  ['the container', 'src/journeys/top.ts', '../container.js', 'direction-journeys'],
  ['a module from platform', 'src/platform/up.ts', '../audit/index.js', 'direction-platform'],
  ['another module past its index', 'src/cases/past.ts', '../alerts/store.js', 'only-through-index'],
  [
    'a module past its index from the top',
    'src/main.ts',
    './alerts/store.js',
    'only-through-index-from-above',
  ],
  ['the store from domain/', 'src/cases/domain/a.ts', '../store.js', 'domain-is-pure'],
  ['the store from a deeper domain/', 'src/cases/inner/domain/a.ts', '../store.js', 'domain-is-pure'],
  ['a neighbour from domain/', 'src/cases/domain/b.ts', '../../alerts/index.js', 'domain-without-neighbours'],
  ['files from domain/', 'src/cases/domain/c.ts', 'node:fs', 'domain-without-system'],
  ['the database driver from domain/', 'src/cases/domain/d.ts', 'pg', 'domain-without-packages'],
  ['the service from the console', 'src/console/src/a.ts', '../../alerts/index.js', 'console-stands-alone'],
  ['the console from the service', 'src/alerts/view.ts', '../console/b.js', 'service-without-console'],
  ['the service from bootstrap', 'src/bootstrap/a.ts', '../platform/index.js', 'bootstrap-stands-alone'],
  ['a package from bootstrap', 'src/bootstrap/b.ts', 'pg', 'bootstrap-without-packages'],
  ['demo data from a module', 'src/journeys/demo.ts', '../demo/index.js', 'demo-only-from-above'],
  ['tests from the service', 'src/alerts/test.ts', '../../test/support/a.js', 'no-test-code'],
  ['a package for development', 'src/alerts/dev.ts', 'fast-check', 'service-without-dev-packages'],
  ['what does not exist', 'src/alerts/none.ts', 'no-such-package', 'resolvable'],
  ['what imports it in turn', 'src/retention/a.ts', './b.js', 'no-circle'],
] as const;

const allowed = [
  ['a module to its left', 'src/monitoring/service.ts', '../alerts/index.js'],
  ['its own domain/', 'src/monitoring/store.ts', './domain/window.js'],
  ['values of platform from domain/', 'src/monitoring/domain/window.ts', '../../platform/index.js'],
  [
    'types of a module to its left from domain/',
    'src/monitoring/domain/view.ts',
    'type ../../alerts/index.js',
  ],
  ['a module from the container', 'src/container.ts', './monitoring/index.js'],
  ['demo data from a command', 'src/commands/demo.ts', '../demo/index.js'],
] as const;

let folder: string;
const broken = new Map<string, string[]>();

// All are planted in one tree and looked at once: a look takes a second.
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'mingjian-structure-')));
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
    await copyFile(join(root, name), join(folder, name));
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(plantedFiles())) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  for (const { rule, from } of await cruise()) broken.set(from, [...(broken.get(from) ?? []), rule.name]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The files above, and empty ones where they import something of ours that is not among them. */
function plantedFiles(): Record<string, string> {
  const files: Record<string, string> = {
    'src/retention/b.ts': "import { x } from './a.js';\nexport { x };\n",
  };
  for (const [, path, target] of [...forbidden, ...allowed]) {
    const imported = join(dirname(path), target.replace('type ', '')).replace(/\.js$/, '.ts');
    if (target.includes('./')) files[imported] ??= 'export const x = 1;\nexport type X = number;\n';
  }
  for (const [, path, target] of [...forbidden, ...allowed]) {
    files[path] = target.startsWith('type ')
      ? `import type { X } from '${target.slice(5)}';\nexport type Y = X;\n`
      : `import { x } from '${target}';\nexport { x };\n`;
  }
  return files;
}

function cruise(): Promise<{ rule: { name: string }; from: string }[]> {
  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [tool, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'];
  return new Promise((resolve) =>
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 1e8 }, (_error, stdout) =>
      resolve(JSON.parse(stdout).summary.violations),
    ),
  );
}

describe('the direction of imports', () => {
  it.each(forbidden)('forbids to import %s', (_what, path, _target, rule) => {
    expect(broken.get(path)).toContain(rule);
  });

  it.each(allowed)('allows to import %s', (_what, path) => {
    expect(broken.get(path)).toBeUndefined();
  });

  it('has a planted violation for every kind of rule, and a rule for every module', () => {
    const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');
    const rules: string[] = config.forbidden.map(({ name }: { name: string }) => name);
    const planted: string[] = forbidden.map(([, , , rule]) => rule);
    expect(rules.filter((rule) => !rule.startsWith('direction-') && !planted.includes(rule))).toEqual([]);

    const apart = ['bootstrap', 'commands', 'console', 'demo'];
    const modules = readdirSync(join(root, 'src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !apart.includes(entry.name))
      .map(({ name }) => name);
    expect(modules.filter((name) => !rules.includes(`direction-${name}`))).toEqual([]);
  });
});
