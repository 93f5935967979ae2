import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../', import.meta.url));
const packages = join(root, 'node_modules');
const cache = join(root, 'dist/.cache');

export interface Chromium {
  executable: string;
  /** What it needs in its environment: its libraries, its fonts, a home to write in. */
  env: Record<string, string>;
}

/**
 * A headless Chromium out of the package registry, unpacked once and kept between runs, with the libraries a bare
 * system lacks and the fonts our pages need.
 */
export async function unpackChromium(): Promise<Chromium> {
  const manifest = await readFile(join(packages, '@sparticuz/chromium/package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) await unpackInto(folder);
  return {
    executable: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      HOME: join(folder, 'home'),
      TZ: 'Asia/Shanghai',
    },
  };
}

/** Beside first, then renamed: two workers may unpack at once, and one may be stopped halfway. */
async function unpackInto(folder: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const aside = await realpath(await mkdtemp(`${folder}.`));
  await unpackPackage(aside);
  await addFonts(aside, folder);
  await mkdir(join(aside, 'home'));
  await rename(aside, folder).catch(() => rm(aside, { recursive: true, force: true }));
}

/**
 * The package unpacks into the temporary folder under a fixed name, which another user or a half-done run may
 * already hold, and brings its libraries only where it believes to run in a certain cloud. Both are read from the
 * environment, hence a process with one of its own.
 */
async function unpackPackage(folder: string): Promise<void> {
  const program = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())";
  const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: 'nodejs20.x', NODE_OPTIONS: '' };
  await promisify(execFile)(process.execPath, ['--eval', program], { cwd: root, env });
}

/** Chinese and Latin from the font packages of the reports; nothing of the system, so that every machine shows the same. */
async function addFonts(aside: string, folder: string): Promise<void> {
  const fonts = join(aside, 'noto');
  await mkdir(fonts);
  for (const [font, name] of [
    ['noto-sans-sc', 'NotoSansSC'],
    ['noto-sans', 'NotoSans'],
  ]) {
    const home = join(packages, `@expo-google-fonts/${font}`);
    for (const weight of ['400Regular', '600SemiBold', '700Bold']) {
      const file = `${name}_${weight}.ttf`;
      await symlink(join(home, weight, file), join(fonts, file));
    }
  }
  const aliases = ['sans-serif', 'serif', 'monospace', 'system-ui'].map(
    (family) =>
      `<alias binding="same"><family>${family}</family><prefer><family>Noto Sans</family><family>Noto Sans SC</family></prefer></alias>`,
  );
  await writeFile(
    join(aside, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${join(folder, 'noto')}</dir><cachedir>${join(folder, 'home')}</cachedir>
${aliases.join('\n')}
</fontconfig>\n`,
  );
}
