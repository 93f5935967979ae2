import { parseArgs } from 'node:util';
import { killRounds } from '../support/kill-rounds.js';

const say = (line: string): unknown => process.stdout.write(`${line}\n`);

/** `--rounds 100`: so many kills of the process and as many of the database server, in random order by `--seed`. */
export async function kill(args: string[]): Promise<boolean> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args, options: { rounds: text, seed: text, process: text, server: text } });
  const rounds = Number(values.rounds ?? 100);
  const figures = await killRounds({
    process: Number(values.process ?? rounds),
    server: Number(values.server ?? rounds),
    seed: Number(values.seed ?? 1),
    say,
  });
  const { faults, ...numbers } = figures;
  for (const [name, value] of Object.entries(numbers))
    say(`  ${name.padEnd(16)} ${Math.round(value * 10) / 10}`);
  for (const fault of faults.slice(0, 20)) say(`  FAULT ${fault}`);
  say(faults.length === 0 ? 'Nothing was lost, doubled or half done.' : `${faults.length} faults.`);
  return faults.length === 0;
}
