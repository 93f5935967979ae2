import { defineProblem } from '../errors/problem.js';
import { openPicture, unreadableScan } from './inspect.js';

const EDGE = 1_600;

export const noPreview = defineProblem('no-preview', 409, {
  en: 'There is no preview of a PDF. Download it instead.',
  zh: 'PDF 不提供预览，请下载查看。',
});

/** A picture drawn anew as a JPEG of at most 1,600 pixels an edge, upright, without anything else that was in the file. */
export async function previewOf(bytes: Buffer, mediaType: string): Promise<Buffer> {
  if (!mediaType.startsWith('image/')) throw noPreview();
  return openPicture(bytes)
    .autoOrient()
    .resize(EDGE, EDGE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .jpeg({ quality: 82 })
    .toBuffer()
    .catch(() => {
      throw unreadableScan();
    });
}
