import { open, seal } from './cipher.js';
import { placeOfRecordKey, type KeyContext, type KeyPort } from './key-port.js';
import { MasterKeyFileError, readMasterKeys, type MasterKeys } from './master-key-file.js';
import { noMasterKey } from './problems.js';

/**
 * Master keys out of a file that stands apart from the database. It is read anew for every wrapping, which is rare,
 * and when a key is met that it did not hold before: a rotation needs no restart.
 */
export class FileKeys implements KeyPort {
  private known: MasterKeys | undefined;

  /** @param path absent: every use is the problem `no-master-key` */
  constructor(private readonly path: string | undefined) {}

  async currentKeyId(): Promise<string> {
    return (await this.read()).current;
  }

  async wrap(key: Buffer, context: KeyContext): Promise<{ masterKey: string; wrapped: Buffer }> {
    const { current, keys } = await this.read();
    const wrapped = seal(keys.get(current)!.key, key, placeOfRecordKey(current, context));
    return { masterKey: current, wrapped };
  }

  async unwrap(wrapped: Buffer, masterKey: string, context: KeyContext): Promise<Buffer> {
    const entry = this.known?.keys.get(masterKey) ?? (await this.read()).keys.get(masterKey);
    if (!entry) throw noMasterKey();
    return open(entry.key, wrapped, placeOfRecordKey(masterKey, context));
  }

  private async read(): Promise<MasterKeys> {
    if (this.path === undefined) throw noMasterKey();
    try {
      return (this.known = await readMasterKeys(this.path));
    } catch (error) {
      throw error instanceof MasterKeyFileError ? noMasterKey() : error;
    }
  }
}
