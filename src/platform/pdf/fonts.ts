import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const file = (name: string) => require.resolve(`@expo-google-fonts/${name}`);

/**
 * Fonts by path, never registered by name: pdfkit keeps one open per path, while a registered name is opened
 * again at every change of font.
 */
export const FONTS = {
  regular: file('noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  bold: file('noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
  /** For letters the Chinese font lacks, such as Vietnamese or Cyrillic names. */
  latin: file('noto-sans/400Regular/NotoSans_400Regular.ttf'),
  latinBold: file('noto-sans/700Bold/NotoSans_700Bold.ttf'),
} as const;

export type FontWeight = 'regular' | 'bold';

/** Printed where no font has the character: the sign Chinese printers use for a missing one. */
export const MISSING_CHARACTER = '〓';
