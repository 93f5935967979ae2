// @ts-check
import { randomUUID } from 'node:crypto';
import { createTemplate, startServer } from './database-server.js';

/** Jest's globalSetup: the workers, started later, inherit where the server is. */
export default async function setUp() {
  // Another project of the same run may have started it already.
  if (process.env.MINGJIAN_TEST_SERVER) return;
  const server = await startServer();
  const template = `template_${randomUUID().slice(0, 8)}`;
  try {
    await createTemplate(server.superUrl, template);
  } catch (error) {
    await server.stop();
    throw error;
  }
  process.env.MINGJIAN_TEST_SERVER = server.superUrl;
  process.env.MINGJIAN_TEST_TEMPLATE = template;
  Object.assign(globalThis, { stopDatabaseServer: server.stop });
}
