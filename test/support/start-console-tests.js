// @ts-check
import { buildConsole } from '../../src/bootstrap/build.js';
import startDatabaseServer from './start-database-server.js';

/** The tests of the browser look at the console as it is shipped; built once, before the files run side by side. */
export default async function startConsoleTests() {
  await buildConsole();
  await startDatabaseServer();
}
