import { createTemplate, startServer } from '../support/database-server.js';

/*
 * `npm run test:faults -- <kill | due-diligence | replay | two-processes> [options]`: what takes too long for `npm test`. Each prints
 * its figures and ends with 1 when something was lost, doubled or different.
 */

const suites: Record<string, (args: string[]) => Promise<boolean>> = {
  kill: async (args) => (await import('./kill.js')).kill(args),
  'due-diligence': async (args) => (await import('./due-diligence.js')).dueDiligence(args),
  'two-processes': async (args) => (await import('./two-processes.js')).twoProcesses(args),
  replay: async (args) => (await import('./replay.js')).replay(args),
};

const [, , name = '', ...args] = process.argv;
const suite = suites[name];
if (!suite) {
  process.stderr.write(`Name one of: ${Object.keys(suites).join(', ')}.\n`);
  process.exit(1);
}
const server = await startServer();
try {
  const template = `faults_${process.pid}`;
  await createTemplate(server.superUrl, template);
  process.env['MINGJIAN_TEST_SERVER'] = server.superUrl;
  process.env['MINGJIAN_TEST_TEMPLATE'] = template;
  process.exitCode = (await suite(args)) ? 0 : 1;
} finally {
  await server.stop();
}
