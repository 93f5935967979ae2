import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { ConfigurationError, loadConfiguration, vault, type Queryable } from '../../../src/platform/index.js';
import {
  CannotOpen,
  keyedDigestOf,
  newKey,
  open,
  placeOf,
  seal,
} from '../../../src/platform/vault/cipher.js';
import { masterKeyPath } from '../../../src/platform/vault/setup.js';

const hex = (text: string) => Buffer.from(text, 'hex');
const bytes = (maxLength = 200) => fc.uint8Array({ maxLength }).map((array) => Buffer.from(array));

describe('a box', () => {
  // Test cases 13, 14 and 16 of McGrew and Viega's specification of GCM, which NIST took over.
  it.each([
    ['', '', '00'.repeat(32), '00'.repeat(12), '', '530f8afbc74536b9a963b4f1c4cb738b'],
    [
      '00'.repeat(16),
      '',
      '00'.repeat(32),
      '00'.repeat(12),
      'cea7403d4d606b6e074ec5d3baf39d18',
      'd0d1c8a799996bf0265b98b5d48ab919',
    ],
    [
      'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
      'feedfacedeadbeeffeedfacedeadbeefabaddad2',
      'feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308',
      'cafebabefacedbaddecaf888',
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662',
      '76fc6ece0f4e1768cddf8853bb2d551b',
    ],
  ])('is AES-256-GCM of %s', (plain, place, key, nonce, ciphertext, tag) => {
    const box = seal(hex(key), hex(plain), hex(place), hex(nonce));
    expect(box.toString('hex')).toBe(nonce + ciphertext + tag);
    expect(open(hex(key), box, hex(place))).toEqual(hex(plain));
  });

  it('opens to what was put into it, and never looks the same twice', () => {
    fc.assert(
      fc.property(bytes(), bytes(40), (plain, place) => {
        const key = newKey();
        const [one, other] = [seal(key, plain, place), seal(key, plain, place)];
        expect(open(key, one, place)).toEqual(plain);
        expect(one.equals(other)).toBe(false);
      }),
    );
  });

  it('is refused when any bit of it, of its key or of its place is another, or when it is cut', () => {
    const flipped = (of: Buffer, bit: number) => {
      const copy = Buffer.from(of);
      copy[bit >> 3]! ^= 1 << (bit & 7);
      return copy;
    };
    fc.assert(
      fc.property(bytes(60), bytes(20), fc.nat(), (plain, place, at) => {
        const key = newKey();
        const box = seal(key, plain, place);
        const spot = (of: Buffer) => at % (of.length * 8);
        expect(() => open(key, flipped(box, spot(box)), place)).toThrow(CannotOpen);
        expect(() => open(flipped(key, spot(key)), box, place)).toThrow(CannotOpen);
        if (place.length > 0) expect(() => open(key, box, flipped(place, spot(place)))).toThrow(CannotOpen);
        expect(() => open(key, box.subarray(0, at % box.length), place)).toThrow(CannotOpen);
      }),
    );
  });

  it('can be opened by another implementation', async () => {
    const [key, place] = [newKey(), placeOf('object', 1)];
    const box = seal(key, Buffer.from('明鉴'), place);
    const imported = await webcrypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
    const plain = await webcrypto.subtle.decrypt(
      { name: 'AES-GCM', iv: box.subarray(0, 12), additionalData: place },
      imported,
      box.subarray(12),
    );
    expect(Buffer.from(plain).toString()).toBe('明鉴');
  });

  it('is bound to a place that no other list of parts names', () => {
    const parts = fc.array(fc.oneof(fc.string({ maxLength: 6 }), fc.nat(99)), { maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        const same = JSON.stringify(one.map(String)) === JSON.stringify(other.map(String));
        expect(placeOf(...one).equals(placeOf(...other))).toBe(same);
      }),
    );
    expect(placeOf('ab', 'c').equals(placeOf('a', 'bc'))).toBe(false);
  });

  it('has a digest that needs its key, as another implementation computes it', async () => {
    const [key, plain] = [Buffer.alloc(32, 7), Buffer.from('明鉴')];
    const { subtle } = webcrypto;
    const raw = await subtle.importKey('raw', key, 'HKDF', false, ['deriveKey']);
    const derived = await subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: Buffer.from('mingjian-vault-1 digest') },
      raw,
      { name: 'HMAC', hash: 'SHA-256', length: 256 },
      false,
      ['sign'],
    );
    const expected = Buffer.from(await subtle.sign('HMAC', derived, plain));
    expect(keyedDigestOf(key, plain)).toEqual(expected);
    expect(keyedDigestOf(Buffer.alloc(32, 8), plain)).not.toEqual(expected);
  });
});

describe('the file of master keys', () => {
  const now = new Date('2026-03-02T02:00:00Z');
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mingjian-keys-'));
    path = join(folder, 'below', 'master-keys.json');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is made once, for its owner alone, whoever tries at the same time', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => vault.createMasterKeys(path, now)));
    expect(new Set(made.map(({ current }) => current)).size).toBe(1);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'below'))).toEqual(['master-keys.json']);
  });

  it('keeps older keys when a new one comes, and the current one whatever is removed', async () => {
    const first = await vault.createMasterKeys(path, now);
    const second = await vault.addMasterKey(path, now);
    expect([...second.keys.keys()]).toEqual([first.current, second.current]);
    expect(second.keys.get(first.current)).toEqual(first.keys.get(first.current));
    const third = await vault.removeMasterKeys(path, [first.current, second.current]);
    expect([...third.keys.keys()]).toEqual([second.current]);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['is not JSON', 'no'],
    ['does not say which key is current', '{"current":"a","keys":[]}'],
    ['other than 32 bytes', '{"current":"a","keys":[{"id":"a","createdAt":"","key":"AAAA"}]}'],
    ['does not say which key is current', 'null'],
  ])('is refused when it %s', async (complaint, content) => {
    await vault.createMasterKeys(path, now);
    await writeFile(path, content);
    await expect(vault.readMasterKeys(path)).rejects.toThrow(complaint);
  });

  it('is refused when others may read it, and no message shows what is in it', async () => {
    await vault.createMasterKeys(path, now);
    const { keys } = JSON.parse(await readFile(path, 'utf8')) as { keys: { key: string }[] };
    await chmod(path, 0o604);
    const error = await vault.readMasterKeys(path).catch((reason: Error) => reason);
    expect((error as Error).message).toContain('is open to others');
    expect((error as Error).message).not.toContain(keys[0]!.key);
    await chmod(path, 0o640);
    await expect(vault.readMasterKeys(path)).resolves.toBeDefined();
  });

  it('is read again when a key is met that it did not hold before', async () => {
    await vault.createMasterKeys(path, now);
    const [early, late] = [new vault.FileKeys(path), new vault.FileKeys(path)];
    const context = { id: 'a', recordClass: 'b', year: 2026, version: 1 };
    const old = await early.wrap(Buffer.alloc(32, 3), context);
    await vault.addMasterKey(path, now);
    const { masterKey, wrapped } = await late.wrap(Buffer.alloc(32, 3), context);
    expect(masterKey).not.toBe(old.masterKey);
    expect(await early.unwrap(wrapped, masterKey, context)).toEqual(Buffer.alloc(32, 3));
    expect(await late.unwrap(old.wrapped, old.masterKey, context)).toEqual(Buffer.alloc(32, 3));
    await expect(early.unwrap(wrapped, old.masterKey, context)).rejects.toThrow(CannotOpen);
    await expect(early.unwrap(wrapped, masterKey, { ...context, year: 2027 })).rejects.toThrow(CannotOpen);
    await expect(early.unwrap(wrapped, 'another', context)).rejects.toMatchObject({ code: 'no-master-key' });
  });

  const none: Queryable = { query: async () => [] };
  const some = { query: async () => [{}] } as unknown as Queryable;
  const configuration = (more: Record<string, string>) => loadConfiguration({ DATA_DIR: folder, ...more });

  it('is made at the first start of a trial, but not in place of one that is lost', async () => {
    const trial = configuration({});
    expect(await vault.prepareMasterKeys(some, trial, now)).toMatch(/is gone/);
    expect(await readdir(folder)).toEqual([]);
    expect(await vault.prepareMasterKeys(none, trial, now)).toBeUndefined();
    expect(await vault.prepareMasterKeys(some, trial, now)).toBeUndefined();
    expect(await readdir(folder)).toEqual(['master-keys.json']);
  });

  it('is never made beside a database of the bank; one that is named must be usable', async () => {
    const own = { DATABASE_URL: 'postgresql://db/x' };
    expect(masterKeyPath(configuration(own))).toBeUndefined();
    expect(await vault.prepareMasterKeys(none, configuration(own), now)).toMatch(
      /MASTER_KEY_FILE is not set/,
    );
    const named = configuration({ ...own, MASTER_KEY_FILE: path });
    await expect(vault.prepareMasterKeys(none, named, now)).rejects.toThrow(ConfigurationError);
    expect(await readdir(folder)).toEqual([]);
    await expect(new vault.FileKeys(undefined).currentKeyId()).rejects.toMatchObject({
      code: 'no-master-key',
    });
  });
});
