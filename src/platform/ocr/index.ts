export { Recogniser, readerBusy, readerGaveUp, type RecogniserOptions } from './recogniser.js';
export type { RecognisedText } from './messages.js';
