import { benchCustomerFiles } from './customer-files.js';
import { benchCustomers } from './customers.js';
import { benchDocumentChecks } from './document-checks.js';
import { benchIngest } from './ingest.js';
import { benchReviews } from './reviews.js';
import { benchRating } from './rating.js';
import { benchSingle } from './single.js';

const [, , what = 'all', ...rest] = process.argv;
const sizes = rest.length > 0 ? rest.map(Number) : [100_000, 1_000_000, 10_000_000];

const suites: Record<string, () => Promise<void>> = {
  ingest: () => benchIngest(sizes),
  single: benchSingle,
  reviews: () => benchReviews(rest[0] === undefined ? undefined : Number(rest[0])),
  rating: benchRating,
  'document-checks': benchDocumentChecks,
  customers: () => benchCustomers(rest.map(Number)),
  'customer-files': () => benchCustomerFiles(rest.map(Number)),
};

if (what !== 'all' && !suites[what]) {
  process.stderr.write(`There is no benchmark ${what}; there are ${Object.keys(suites).join(', ')}.\n`);
  process.exitCode = 1;
} else for (const [name, run] of Object.entries(suites)) if (what === 'all' || what === name) await run();
