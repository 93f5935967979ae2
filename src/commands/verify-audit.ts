/**
 * Verifies an export of the audit trail without any database: `npm run verify-audit -- export.ndjson`. Exit status 0
 * when every link holds, 1 when not, 2 when the file cannot be read. docs/audit-chain.md says what is checked.
 */
import { createReadStream } from 'node:fs';
import { stdin } from 'node:process';
import { verifyExport } from '../audit/index.js';

async function run(): Promise<number> {
  const [path] = process.argv.slice(2);
  if (path === undefined || path.startsWith('--')) {
    process.stderr.write('usage: npm run verify-audit -- <export.ndjson | ->\n');
    return 2;
  }
  const result = await verifyExport(path === '-' ? stdin : createReadStream(path));
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  if (!result.verified) process.stderr.write(`The chain does not hold: ${result.fault}.\n`);
  return result.verified ? 0 : 1;
}

try {
  process.exitCode = await run();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}
