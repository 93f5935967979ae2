// @ts-check
import { PlainError } from './progress.js';

/** Older ones lack what the service uses, and would fail somewhere deep inside. */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 11)) return;
  throw new PlainError(`Node.js ${version} is too old: version 20.11 or newer is needed.`);
}
