import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';
import { residentIdCheck } from '../../src/demo/identity-numbers.js';
import { Random } from '../../src/demo/random.js';
import { identity, projectRoot } from '../../src/platform/index.js';

interface Glyph {
  path: { toSVG(): string };
  advanceWidth: number;
}
interface Font {
  unitsPerEm: number;
  layout(text: string): { glyphs: Glyph[] };
}
const require = createRequire(import.meta.url);
const { openSync } = require('fontkit') as { openSync(path: string): Font };
const fontOf = (path: string): Font => openSync(join(projectRoot, 'node_modules/@expo-google-fonts', path));
// Outlines, so that no font need be installed where the tests run.
let han: Font | undefined;
let latin: Font | undefined;

export interface PhotoOptions {
  /** Degrees the card lies turned. */
  rotation?: number;
  /** Standard deviation of the noise, of 255. */
  noise?: number;
  /** Sigma of the blur in pixels. */
  blur?: number;
  /** Light of the whole, 1 as drawn; below it the contrast is weaker, too. */
  light?: number;
  /** A shadow over one side, 0 none to 1 black. */
  shadow?: number;
  /** Pixels of the width of the picture. */
  width?: number;
  /** Picks the noise. */
  quality?: number;
}

/** One line of text as outlines; `grid` sets every character in a cell of that width, as machines print. */
function line(text: string, x: number, y: number, size: number, grid?: number): string {
  han ??= fontOf('noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf');
  latin ??= fontOf('noto-sans/500Medium/NotoSans_500Medium.ttf');
  let at = x;
  return [...text]
    .map((character) => {
      const font = character.charCodeAt(0) < 0x250 ? latin! : han!;
      const scale = size / font.unitsPerEm;
      const [glyph] = font.layout(character).glyphs;
      const width = glyph!.advanceWidth * scale;
      const left = grid === undefined ? at : at + (grid - width) / 2;
      at += grid ?? width;
      return `<path transform="translate(${left.toFixed(2)} ${y}) scale(${scale} ${-scale})" d="${glyph!.path.toSVG()}"/>`;
    })
    .join('');
}

async function shot(inside: string, height: number, options: PhotoOptions): Promise<Buffer> {
  const { rotation = 0, noise = 0, blur = 0, light = 1, shadow = 0, width = 1_400, quality = 85 } = options;
  const card = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 ${height}" width="${width}">
    <rect width="1000" height="${height}" fill="#e9eef2"/>${inside}</svg>`;
  let picture = sharp(await sharp(Buffer.from(card)).png().toBuffer()).rotate(rotation, {
    background: '#b9a58c',
  });
  const { data, info } = await picture.removeAlpha().toBuffer({ resolveWithObject: true });
  picture = sharp(data);
  if (blur > 0) picture = picture.blur(blur);
  if (noise > 0) {
    const { width, height } = info;
    const grain = await sharp({
      create: {
        width,
        height,
        channels: 3,
        background: 'black',
        noise: { type: 'gaussian', mean: 128, sigma: noise },
      },
    })
      .png()
      .toBuffer();
    // Adds and takes away around the middle grey.
    picture = sharp(await picture.png().toBuffer()).composite([{ input: grain, blend: 'soft-light' }]);
  }
  if (shadow > 0) {
    const dusk = `<svg xmlns="http://www.w3.org/2000/svg" width="${info.width}" height="${info.height}"><defs>
      <linearGradient id="g"><stop offset="0" stop-opacity="0"/><stop offset="1" stop-opacity="${shadow}"/></linearGradient>
      </defs><rect width="100%" height="100%" fill="url(#g)"/></svg>`;
    picture = sharp(await picture.png().toBuffer()).composite([{ input: Buffer.from(dusk) }]);
  }
  if (light !== 1) picture = sharp(await picture.png().toBuffer()).linear(light, 8);
  return picture.jpeg({ quality }).toBuffer();
}

export interface CardFacts {
  name: string;
  number: string;
  born: string;
  gender: 'male' | 'female';
}

/** The front of a resident identity card as a phone takes it: what is printed, not how it is decorated. */
export function residentCard(
  { name, number, born, gender }: CardFacts,
  options: PhotoOptions = {},
): Promise<Buffer> {
  const [year, month, day] = born.split('-').map(Number) as [number, number, number];
  const label = (text: string, x: number, y: number) => `<g fill="#3c6f9c">${line(text, x, y, 32)}</g>`;
  const inside = [
    label('姓名', 60, 100) + line(name, 170, 100, 40),
    label('性别', 60, 180) + line(gender === 'male' ? '男' : '女', 170, 180, 36),
    label('民族', 300, 180) + line('汉', 400, 180, 36),
    label('出生', 60, 260) + line(`${year}`, 170, 260, 36),
    label('年', 260, 260) + line(`${month}`, 310, 260, 36) + label('月', 370, 260),
    line(`${day}`, 430, 260, 36) + label('日', 490, 260),
    label('住址', 60, 340) + line('北京市朝阳区某某路一号', 170, 340, 34),
    '<rect x="680" y="60" width="260" height="340" fill="#c9d3da"/>',
    label('公民身份号码', 60, 560) + line(number, 340, 565, 46, 33),
  ].join('');
  return shot(inside, 630, options);
}

/** The lower part of a passport or card with its machine-readable zone. */
export function machineReadable(lines: readonly string[], options: PhotoOptions = {}): Promise<Buffer> {
  const grid = 920 / Math.max(...lines.map(({ length }) => length));
  const inside = [
    line('PASSPORT', 60, 100, 40),
    ...lines.map((text, at) => line(text, 40, 330 + at * grid * 2.4, grid * 1.45, grid)),
  ].join('');
  return shot(inside, 500, options);
}

export interface DrawnDocument {
  kind: 'card' | 'passport';
  number: string;
  name: string;
  shape: PhotoOptions;
  picture(): Promise<Buffer>;
}

const SURNAMES = ['王', '李', '张', '刘', '陈', '欧阳', '司马'];
const GIVEN = ['建国', '芳', '秀英', '志强', '丽华', '雪梅', '文博'];

/** How bad the light, the hand and the angle are. */
export const conditions: Record<string, (shape: PhotoOptions) => PhotoOptions> = {
  usual: (shape) => shape,
  dark: (shape) => ({ ...shape, light: 0.35 }),
  shadow: (shape) => ({ ...shape, shadow: 0.7 }),
  blurred: (shape) => ({ ...shape, blur: (shape.blur ?? 0) + 1.2 }),
  turned: (shape) => ({ ...shape, rotation: (shape.rotation ?? 0) + 90 }),
};

/** Documents of nobody, half of them cards and half passports, as phones at a counter take them. */
export function drawnDocuments(
  count: number,
  seed: number,
  worsen: (shape: PhotoOptions) => PhotoOptions = conditions['usual']!,
): DrawnDocument[] {
  return Array.from({ length: count }, (_, at) => {
    const random = new Random(seed, at);
    const shape = worsen({
      rotation: (random.int(121) - 60) / 10 + (at % 10 === 9 ? 180 : at % 10 === 8 ? 90 : 0),
      noise: random.int(40),
      blur: (3 + random.int(13)) / 10,
      width: 1_100 + random.int(900),
      quality: 60 + random.int(35),
    });
    const born = `19${50 + random.int(49)}-0${1 + random.int(9)}-1${random.int(10)}`;
    const gender = random.int(2) === 0 ? ('male' as const) : ('female' as const);
    if (at % 2 === 0) {
      const body = `1101${['01', '05', '08'][random.int(3)]}${born.replaceAll('-', '')}${random.digits(2)}${random.int(5) * 2 + (gender === 'male' ? 1 : 0)}`;
      const number = body + residentIdCheck(body);
      const name = SURNAMES[random.int(SURNAMES.length)]! + GIVEN[random.int(GIVEN.length)]!;
      return {
        kind: 'card',
        number,
        name,
        shape,
        picture: () => residentCard({ name, number, born, gender }, shape),
      };
    }
    const number = `${'EDGKO'[random.int(5)]}${'BCJ8'[random.int(4)]}${random.digits(7)}`;
    const field = (text: string) => text + identity.mrzCheck(text);
    const head = field(number);
    const birth = field(born.slice(2).replaceAll('-', ''));
    const expiry = field(`3${random.int(5)}0${1 + random.int(9)}1${random.int(10)}`);
    const optional = field('<'.repeat(14));
    const total = identity.mrzCheck(head + birth + expiry + optional);
    const lines = [
      'P<CHNWANG<<XIAO<MING'.padEnd(44, '<'),
      `${head}CHN${birth}${gender === 'male' ? 'M' : 'F'}${expiry}${optional}${total}`,
    ];
    return {
      kind: 'passport',
      number,
      name: 'WANG, XIAO MING',
      shape,
      picture: () => machineReadable(lines, shape),
    };
  });
}
