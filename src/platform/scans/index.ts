export {
  activeScan,
  inspectScan,
  MOST_PIXELS,
  openPicture,
  pictureTypes,
  scanTypes,
  tooManyPixels,
  unreadableScan,
  type ScanType,
} from './inspect.js';
export { noPreview, previewOf } from './preview.js';
