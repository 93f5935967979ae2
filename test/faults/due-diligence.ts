import { parseArgs } from 'node:util';
import { killDueDiligence } from '../support/kill-due-diligence.js';

const say = (line: string): unknown => process.stdout.write(`${line}\n`);

/** `--rounds 50`: so many kills in the middle of onboarding, merges and campaigns, at moments by `--seed`. */
export async function dueDiligence(args: string[]): Promise<boolean> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args, options: { rounds: text, seed: text } });
  const { faults, ...figures } = await killDueDiligence({
    kills: Number(values.rounds ?? 50),
    seed: Number(values.seed ?? 1),
    say,
  });
  for (const [name, value] of Object.entries(figures)) say(`  ${name.padEnd(12)} ${value}`);
  for (const fault of faults.slice(0, 20)) say(`  FAULT ${fault}`);
  say(faults.length === 0 ? 'Nothing was lost or half done.' : `${faults.length} faults.`);
  return faults.length === 0;
}
