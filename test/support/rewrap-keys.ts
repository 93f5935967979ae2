/** A process that wraps record keys anew one by one and says so after each; whoever started it may kill it anywhere. */
import { createLog, Database, vault } from '../../src/platform/index.js';

const [url, path] = process.argv.slice(2) as [string, string];
const db = await Database.connect({ url, poolSize: 1, entities: [], log: createLog('silent') });
const keys = new vault.RecordKeys(new vault.FileKeys(path));
const done = (count: number) => void process.stdout.write(`${count}\n`);
await vault.rewrapRecordKeys(db, keys, () => new Date(), { batch: 1, done });
await db.close();
