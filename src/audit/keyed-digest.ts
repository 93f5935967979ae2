import { createHmac } from 'node:crypto';

/**
 * Stands for personal data in an audit event: whoever holds the key can show that a value was the one meant, nobody
 * else can find the value by trying, and the chain stays whole when key and value are erased.
 */
export function keyedDigest(key: Buffer, value: string): string {
  return createHmac('sha256', key).update(value.normalize('NFC')).digest('hex');
}
