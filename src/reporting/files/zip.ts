import { ZipFile } from 'yazl';

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * A ZIP archive whose bytes depend on nothing but the arguments.
 *
 * @param writtenAt local time `YYYY-MM-DDTHH:mm:ss` that every entry bears.
 */
export async function zipFiles(entries: readonly ZipEntry[], writtenAt: string): Promise<Buffer> {
  const zip = new ZipFile();
  // A DOS time is local time: without an offset it is read and written in the zone of the process, so the
  // digits stay. The alternative field in UTC would change with the zone, hence forceDosTimestamp.
  const mtime = new Date(writtenAt);
  for (const { name, bytes } of entries) {
    zip.addBuffer(bytes, name, { mtime, mode: 0o100644, compress: true, forceDosTimestamp: true });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
