// @ts-check

/**
 * One project per folder of test/. Those that need a database share one server, started once per run; each test
 * file clones a database of its own from a migrated template.
 */
const database = {
  globalSetup: '<rootDir>/test/support/start-database-server.js',
  globalTeardown: '<rootDir>/test/support/stop-database-server.js',
};

/** @param {string} name @param {object} [more] */
const project = (name, more = {}) => ({
  displayName: name,
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  resolver: '<rootDir>/test/support/resolve-typescript.cjs',
  transform: { '^.+\\.tsx?$': ['ts-jest', { useESM: true, tsconfig: '<rootDir>/test/tsconfig.json' }] },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/data/'],
  ...more,
});

export default {
  // Browsers and servers start within a test; on a busy two-core machine the default five seconds are too few.
  testTimeout: 60_000,
  maxWorkers: 2,
  // Modules of a finished file are never let go of: a worker that has seen many is started anew.
  workerIdleMemoryLimit: '1GB',
  testSequencer: '<rootDir>/test/support/slowest-first.js',
  projects: [
    project('unit'),
    project('architecture'),
    project('database', database),
    project('api', database),
    project('journeys', database),
    project('browser', { ...database, globalSetup: '<rootDir>/test/support/start-console-tests.js' }),
  ],
};
