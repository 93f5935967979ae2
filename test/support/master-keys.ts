import { vault, type KeyPort } from '../../src/platform/index.js';
import { open, seal } from '../../src/platform/vault/cipher.js';
import { placeOfRecordKey, type KeyContext } from '../../src/platform/vault/key-port.js';

/** Master keys in memory, as an HSM would hold them: outside the file and the database. */
export class MemoryKeys implements KeyPort {
  private readonly keys = new Map([['test-1', Buffer.alloc(32, 1)]]);
  private current = 'test-1';
  /** How often a record key was unwrapped. */
  unwrapped = 0;

  /** A new master key wraps from now on. */
  rotate(): void {
    this.current = `test-${this.keys.size + 1}`;
    this.keys.set(this.current, Buffer.alloc(32, this.keys.size + 1));
  }

  forget(id: string): void {
    this.keys.delete(id);
  }

  async currentKeyId(): Promise<string> {
    return this.current;
  }

  async wrap(key: Buffer, context: KeyContext): Promise<{ masterKey: string; wrapped: Buffer }> {
    const place = placeOfRecordKey(this.current, context);
    return { masterKey: this.current, wrapped: seal(this.keys.get(this.current)!, key, place) };
  }

  async unwrap(wrapped: Buffer, masterKey: string, context: KeyContext): Promise<Buffer> {
    this.unwrapped += 1;
    const key = this.keys.get(masterKey);
    if (!key) throw vault.noMasterKey();
    return open(key, wrapped, placeOfRecordKey(masterKey, context));
  }
}

/** One for all services of a test run, so that two of them on one database read each other's objects. */
export const testMasterKeys = new MemoryKeys();
