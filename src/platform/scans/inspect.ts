import { fileTypeFromBuffer } from 'file-type';
import sharp, { type Sharp } from 'sharp';
import { defineProblem } from '../errors/problem.js';
import { unsupportedMediaType } from '../errors/common.js';

/** What a scan of a document may be. */
export const scanTypes = ['image/jpeg', 'image/png', 'image/tiff', 'application/pdf'] as const;
export type ScanType = (typeof scanTypes)[number];
export const pictureTypes = ['image/jpeg', 'image/png', 'image/tiff'] as const;

/** A phone's largest pictures; a small file may claim far more and fill the memory when it is unpacked. */
export const MOST_PIXELS = 64_000_000;
const MOST_PAGES = 20;

/** What a reader for PDF could be made to run or to open. */
const ACTIVE = ['/JavaScript', '/Launch', '/EmbeddedFile', '/RichMedia', '/XFA', '/Encrypt'];

export const unreadableScan = defineProblem('unreadable-scan', 422, {
  en: 'The file cannot be read as the image it says it is: it is damaged or cut. Scan the document again.',
  zh: '文件无法按其图像格式读取：已损坏或不完整。请重新扫描证件。',
});
export const activeScan = defineProblem('active-scan', 422, {
  en: 'The PDF is encrypted, or holds scripts, forms or attachments. Print it to a plain PDF, or scan the document.',
  zh: 'PDF 已加密或含有脚本、表单、附件。请转为普通 PDF，或重新扫描证件。',
});
export const tooManyPixels = defineProblem('too-many-pixels', 413, {
  en: 'The image has too many pixels or pages. Scan the document with a lower resolution.',
  zh: '图像像素或页数过多。请降低分辨率重新扫描。',
});

// What was decoded is personal data: nothing of it stays in a cache. One thread per picture, so that some at once
// leave the processor to the rest of the service.
sharp.cache(false);
sharp.concurrency(1);

/** Opens a picture for work on it, with every limit; throws nothing yet. */
export const openPicture = (bytes: Buffer): Sharp =>
  sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true, pages: 1 });

/**
 * What a file is, told from its content alone. Refuses what is no scan and what is not what its sender declared (415),
 * what unpacks to too much (413), what is damaged or active (422). Pictures are decoded once to the end for that.
 */
export async function inspectScan(
  bytes: Buffer,
  declared: string,
  accepted: readonly ScanType[] = scanTypes,
): Promise<ScanType> {
  const real = await sniffed(bytes);
  const type = accepted.find((one) => one === real);
  if (type === undefined || type !== declared)
    throw unsupportedMediaType({
      detail:
        type === undefined
          ? {
              en: `The content is none of: ${accepted.join(', ')}.`,
              zh: `内容不属于：${accepted.join('、')}。`,
            }
          : {
              en: `The content is ${type}, and something else was declared.`,
              zh: `内容为 ${type}，与声明的类型不符。`,
            },
    });
  if (type === 'application/pdf') inspectPdf(bytes);
  else await inspectPicture(bytes);
  return type;
}

async function sniffed(bytes: Buffer): Promise<string | undefined> {
  try {
    return (await fileTypeFromBuffer(bytes))?.mime;
  } catch {
    return undefined;
  }
}

async function inspectPicture(bytes: Buffer): Promise<void> {
  const {
    width,
    height,
    pages = 1,
  } = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw unreadableScan();
    });
  if (width * height > MOST_PIXELS || pages > MOST_PAGES) throw tooManyPixels();
  await openPicture(bytes)
    .resize(16, 16, { fit: 'fill' })
    .raw()
    .toBuffer()
    .catch(() => {
      throw unreadableScan();
    });
}

/** A PDF is kept as it is and never shown; what is plainly dangerous in it or cut is refused. */
function inspectPdf(bytes: Buffer): void {
  if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-' || !bytes.subarray(-2_048).includes('%%EOF'))
    throw unreadableScan();
  if (ACTIVE.some((name) => bytes.includes(name))) throw activeScan();
}
