/** What the recognising process is asked: one picture, JPEG, PNG or TIFF. */
export interface Question {
  id: number;
  bytes: Uint8Array;
}

/** The text of a picture, by what was looked for. */
export interface RecognisedText {
  /** As running text in Chinese and digits. */
  han: string;
  /** As capitals, digits and the filler `<` alone: a machine-readable zone, or each reading of the number's line. */
  machine: string;
}

export type Answer =
  | { id: number; text: RecognisedText; failure?: undefined }
  | { id: number; failure: string; text?: undefined };
