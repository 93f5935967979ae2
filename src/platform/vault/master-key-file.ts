import { constants } from 'node:fs';
import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { randomBytes } from 'node:crypto';
import { KEY_BYTES, newKey } from './cipher.js';

/** The master keys of an installation: several, because what an older one wrapped stays until it is wrapped anew. */
export interface MasterKeys {
  /** Wraps from now on. */
  current: string;
  keys: ReadonlyMap<string, { key: Buffer; createdAt: string }>;
}

/** The file is not there, not safe or not what it must be; the message says which, and never what is in it. */
export class MasterKeyFileError extends Error {
  constructor(
    path: string,
    fault: string,
    readonly missing = false,
  ) {
    super(`The master key file ${path} ${fault}.`);
    this.name = 'MasterKeyFileError';
  }
}

interface Content {
  current: string;
  keys: { id: string; createdAt: string; key: string }[];
}

/** Reads and checks the file. Throws {@link MasterKeyFileError}. */
export async function readMasterKeys(path: string): Promise<MasterKeys> {
  let text: string;
  try {
    const { mode } = await stat(path);
    // A group may read: that is how secrets are mounted into containers.
    if ((mode & (constants.S_IRWXO | constants.S_IWGRP)) !== 0)
      throw new MasterKeyFileError(path, 'is open to others than its owner; make it mode 0600 or 0640');
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof MasterKeyFileError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const missing = code === 'ENOENT';
    throw new MasterKeyFileError(path, missing ? 'is not there' : `cannot be read (${code})`, missing);
  }
  let content: Content;
  try {
    content = JSON.parse(text) as Content;
  } catch {
    throw new MasterKeyFileError(path, 'is not JSON');
  }
  const keys = new Map<string, { key: Buffer; createdAt: string }>();
  for (const entry of Array.isArray(content?.keys) ? content.keys : []) {
    const key = Buffer.from(String(entry?.key), 'base64');
    if (typeof entry?.id !== 'string' || entry.id === '' || key.length !== KEY_BYTES || keys.has(entry.id))
      throw new MasterKeyFileError(path, 'holds a key without an id of its own or of other than 32 bytes');
    keys.set(entry.id, { key, createdAt: String(entry.createdAt) });
  }
  if (!keys.has(content?.current)) throw new MasterKeyFileError(path, 'does not say which key is current');
  return { current: content.current, keys };
}

/** Makes the file with one key unless it is there: of two who try at once, one makes it and both read the same. */
export async function createMasterKeys(path: string, now: Date): Promise<MasterKeys> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = await written(path, withNewKey(undefined, now));
  try {
    // Unlike rename, link never replaces.
    await link(temporary, path);
    await syncFolder(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(temporary, { force: true });
  }
  return readMasterKeys(path);
}

/** Adds a new key and makes it the current one; the older ones stay. */
export async function addMasterKey(path: string, now: Date): Promise<MasterKeys> {
  await replace(path, withNewKey(await readMasterKeys(path), now));
  return readMasterKeys(path);
}

/** Removes keys that wrap nothing any more; the current one is never removed. */
export async function removeMasterKeys(path: string, ids: readonly string[]): Promise<MasterKeys> {
  const { current, keys } = await readMasterKeys(path);
  const kept = new Map([...keys].filter(([id]) => id === current || !ids.includes(id)));
  await replace(path, { current, keys: kept });
  return readMasterKeys(path);
}

function withNewKey(before: MasterKeys | undefined, now: Date): MasterKeys {
  const id = `${now.toISOString().slice(0, 10)}-${randomBytes(4).toString('hex')}`;
  const entry = { key: newKey(), createdAt: now.toISOString() };
  return { current: id, keys: new Map([...(before?.keys ?? []), [id, entry]]) };
}

async function replace(path: string, keys: MasterKeys): Promise<void> {
  const temporary = await written(path, keys);
  await rename(temporary, path);
  await syncFolder(path);
}

/** Writes beside the file and waits until it is on disk, so that a crash leaves the old file or the new one. */
async function written(path: string, { current, keys }: MasterKeys): Promise<string> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  const content: Content = {
    current,
    keys: [...keys].map(([id, { key, createdAt }]) => ({ id, createdAt, key: key.toString('base64') })),
  };
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return temporary;
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
