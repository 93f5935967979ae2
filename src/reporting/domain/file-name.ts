/**
 * Names of the files exchanged with CAMLMAC (C.1): kind of message, institution code, day of sending and a
 * number that starts at 1 every day. A name without its extension has 35 characters.
 */
export const NEW_OR_MODIFY_NAME = /^[NC][BSI][HS][A-Z0-9]{14}-\d{8}-\d{8}\.(XML|ZIP)$/;
export const DELETE_NAME = /^D[BSI]H[A-Z0-9]{14}-\d{8}-\d{8}\.(XML|ZIP)$/;
export const RECEIPT_NAME = /^FD(SC|RC|CF)\[([NCD][BSI][HS][A-Z0-9]{14}-\d{8}-\d{8})\](\d{14})\.XML$/;
export const NOTICE_NAME = /^(A(BH|BS|SH|SS|IH|IS)|S(BT|ST|IT))[A-Z0-9]{14}-\d{8}-\d{8}\.XML$/;

/** New, modify, delete; bank; large-value (huge) or suspicious. */
export type MessageLetters = 'NBH' | 'CBH' | 'DBH' | 'NBS' | 'CBS';

export interface FileNameParts {
  readonly letters: MessageLetters;
  readonly institutionCode: string;
  /** Day of sending, YYYY-MM-DD in the bank's zone; not the day of the transactions. */
  readonly day: string;
  /** From 1; never repeated within a day. */
  readonly number: number;
}

const LARGEST_NUMBER = 99_999_999;

/** Name of the message: `NBHC0000000000001-20261123-00000001.XML`. @throws RangeError for wrong parts. */
export function messageName(parts: FileNameParts): string {
  return `${stem(parts)}.XML`;
}

/** Name of the package that carries messages of one type; its number is one of packages. */
export function packageName(parts: FileNameParts): string {
  return `${stem(parts)}.ZIP`;
}

function stem({ letters, institutionCode, day, number }: FileNameParts): string {
  if (!Number.isInteger(number) || number < 1 || number > LARGEST_NUMBER) {
    throw new RangeError(`The number of a message is from 1 to ${LARGEST_NUMBER}`);
  }
  const name = `${letters}${institutionCode}-${day.replaceAll('-', '')}-${String(number).padStart(8, '0')}`;
  const valid = letters.startsWith('D') ? DELETE_NAME : NEW_OR_MODIFY_NAME;
  if (!valid.test(`${name}.XML`))
    throw new RangeError('The institution code or the day does not fit a file name');
  return name;
}
