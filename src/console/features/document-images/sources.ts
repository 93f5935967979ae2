import { apiUrl } from '../../api/client.js';
import { upload } from '../../api/upload.js';
import type { StoredImage } from '../../api/image-types.js';

/** What can be read. Named one by one, for then phones turn their own formats into JPEG. */
export const pictureTypes = 'image/jpeg,image/png,image/tiff';
/** What can be kept. */
export const scanTypes = `${pictureTypes},application/pdf`;

const path = (id: string): string => `/document-images/${encodeURIComponent(id)}`;
export const previewUrl = (id: string): string => apiUrl(`${path(id)}/preview`);
export const downloadUrl = (id: string): string => apiUrl(path(id));

export const isPdf = (mediaType: string | undefined): boolean => mediaType === 'application/pdf';

/** References of the bank's own archive stand beside our ids; only these have a picture. */
export const isImageId = (reference: string): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(reference);

export const uploadScan = (
  file: File,
  options: { language: string; onProgress: (share: number) => void; signal?: AbortSignal },
): Promise<StoredImage> => upload<StoredImage>('/document-images', file, { ...options, type: file.type });
