import { hash, verify } from '@node-rs/argon2';
import { newSecret } from '../platform/index.js';

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane. The library's default is argon2id. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const prepared = (password: string) => password.normalize('NFKC');

export function hashPassword(password: string): Promise<string> {
  return hash(prepared(password), PARAMETERS);
}

let nobody: Promise<string> | undefined;

/** Whether the password is right. Without a hash it works as long and answers no, so that time tells no user names. */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword(newSecret());
  const right = await verify(passwordHash ?? (await nobody), prepared(password));
  return right && passwordHash !== undefined;
}
