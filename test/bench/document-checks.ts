import { checkDocument, type DocumentCheckInput } from '../../src/due-diligence/index.js';
import { percentile, print } from './support/figures.js';

/*
 * Document checks one at a time, in one thread, without HTTP: right and wrong ones, the slowest being numbers that fail
 * their check character, for which every candidate is tried.
 */

const TODAY = '2026-11-22';
const HOLDER = { dateOfBirth: '1949-12-31', gender: 'female' } as const;
const MRZ = 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10';

const inputs: Record<string, DocumentCheckInput> = {
  'resident ID, right': { type: 'resident-id', number: '11010519491231002X', ...HOLDER },
  'resident ID, wrong, holder typed': { type: 'resident-id', number: '110105194912310021', ...HOLDER },
  'resident ID, wrong, nothing typed': { type: 'resident-id', number: '110105194912310021' },
  'credit code, right': { type: 'unified-social-credit', number: '91350100M000100Y43' },
  'credit code, wrong': { type: 'unified-social-credit', number: '91350100M000100Y44' },
  'passport with its zone': { type: 'passport', number: 'L898902C3', mrz: MRZ },
};

const ROUNDS = 5_000;

/** Milliseconds of single document checks; the target is under 1 ms. On a busy machine the CPU time says more. */
export async function benchDocumentChecks(): Promise<void> {
  for (const [what, input] of Object.entries(inputs)) {
    for (let round = 0; round < 500; round += 1) checkDocument(input, TODAY);
    const times: number[] = [];
    const cpu = process.cpuUsage();
    for (let round = 0; round < ROUNDS; round += 1) {
      const started = performance.now();
      checkDocument(input, TODAY);
      times.push(performance.now() - started);
    }
    const { user } = process.cpuUsage(cpu);
    const [p50, p99] = [50, 99].map((p) => `${percentile(times, p).toFixed(4)} ms`) as [string, string];
    print(`document check, ${what}`, { p50, p99, 'mean CPU': `${(user / 1_000 / ROUNDS).toFixed(4)} ms` });
  }
}
