import { messageName, packageName } from '../domain/file-name.js';
import type { ReportForm } from '../domain/form.js';
import { largeValueMessage } from '../domain/large-value-message.js';
import type { LargeValueSnapshot } from '../domain/snapshot.js';
import { halveReport, splitReport } from '../domain/split.js';
import { unhurried } from './unhurried.js';
import { zipFiles } from './zip.js';

/**
 * Transactions in one message. Our own choice: about 20 MB of text and well under 1 MB as a package, so that
 * a message can be opened by hand and a rejected one is quickly sent again.
 */
export const MESSAGE_TRANSACTIONS = 10_000;

export interface LargeValueFilesOptions {
  /** Day of sending (YYYY-MM-DD) and local time (YYYY-MM-DDTHH:mm:ss) the files bear. */
  readonly day: string;
  readonly writtenAt: string;
  /** The next unused number of the day; called once for each message handed out. */
  readonly nextNumber: () => Promise<number>;
  readonly transactionsPerMessage?: number;
  readonly packageMaxBytes?: number;
}

export interface MessageFiles {
  readonly part: LargeValueSnapshot;
  readonly message: { readonly name: string; readonly bytes: Buffer };
  /** Holds the one message and bears its number. */
  readonly package: { readonly name: string; readonly bytes: Buffer };
}

/**
 * The messages of a report, each in a package of its own that the form's limit allows. One at a time, so
 * that the largest message and not the whole day decides how much memory is needed.
 *
 * @throws FormRefusal when the form forbids something; the files handed out before must then be dropped.
 */
export async function* largeValueFiles(
  snapshot: LargeValueSnapshot,
  form: ReportForm,
  options: LargeValueFilesOptions,
): AsyncGenerator<MessageFiles> {
  const limit = options.packageMaxBytes ?? form.packageMaxBytes;
  let number: number | undefined;
  for (const share of splitReport(snapshot, options.transactionsPerMessage ?? MESSAGE_TRANSACTIONS)) {
    const waiting = [share];
    for (let part = waiting.pop(); part; part = waiting.pop()) {
      number ??= await options.nextNumber();
      const name = {
        letters: 'NBH',
        institutionCode: snapshot.institution.code,
        day: options.day,
        number,
      } as const;
      const message = { name: messageName(name), bytes: await messageBytes(part, form) };
      const bytes = await zipFiles([message], options.writtenAt);
      if (bytes.length <= limit) {
        yield { part, message, package: { name: packageName(name), bytes } };
        number = undefined;
        continue;
      }
      const halves = halveReport(part);
      if (!halves) throw new Error('A single transaction does not fit into a package');
      waiting.push(halves[1], halves[0]);
    }
  }
}

async function messageBytes(part: LargeValueSnapshot, form: ReportForm): Promise<Buffer> {
  const pieces: Buffer[] = [];
  await unhurried(largeValueMessage(part, form), (piece) => {
    pieces.push(Buffer.from(piece, 'utf8'));
    return piece.length;
  });
  return Buffer.concat(pieces);
}
