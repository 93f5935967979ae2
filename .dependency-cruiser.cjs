/*
 * Who may import whom, as ARCHITECTURE.md draws it. test/architecture plants a violation of each rule and
 * expects it to be caught.
 */

// From left to right; what stands in one group is not visible to its neighbours.
const groups = [
  ['platform'],
  ['audit'],
  ['access'],
  ['customers'],
  ['alerts'],
  ['due-diligence', 'screening', 'transactions'],
  ['risk-rating', 'monitoring'],
  ['cases'],
  ['reporting'],
  ['retention'],
  ['journeys'],
];
const modules = groups.flat();
const anyOf = (names) => `^src/(${names.join('|')})/`;

/** For each module one rule: nothing to its right, no neighbour, nothing that only puts modules together. */
const direction = groups.flatMap((group, position) =>
  group.map((module) => ({
    name: `direction-${module}`,
    comment: `${module} imports only what stands to its left; where a call must run the other way, declare a port.`,
    severity: 'error',
    from: { path: `^src/${module}/` },
    to: {
      path: [
        anyOf([
          ...groups
            .slice(position)
            .flat()
            .filter((name) => name !== module),
          'commands',
          'demo',
          'bootstrap',
        ]),
        '^src/(container|container-types|main)\\.ts$',
      ],
    },
  })),
);

// What the pure parts may use from outside: arithmetic on decimals and text, nothing that reaches the world.
const pureBuiltins = ['crypto', 'buffer'];
const purePackages = ['decimal.js', 'pinyin-pro', 'i18n-iso-countries', '@sinclair/typebox', 'xmlbuilder2'];

module.exports = {
  forbidden: [
    ...direction,
    {
      name: 'only-through-index',
      comment: 'What a module offers to others stands in its index.ts.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: anyOf(modules), pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'only-through-index-from-above',
      comment: 'Also main.ts and container.ts use modules through their index.ts.',
      severity: 'error',
      from: { path: '^src/[^/]+\\.ts$' },
      to: { path: anyOf(modules), pathNot: '^src/[^/]+/index\\.ts$' },
    },
    {
      name: 'domain-is-pure',
      comment:
        'domain/ reaches no database, HTTP, clock or file: within the module only domain/ and schemas.',
      severity: 'error',
      from: { path: '^src/([^/]+)/.*\\bdomain/' },
      to: {
        path: '^src/$1/',
        pathNot: ['^src/$1/.*\\bdomain/', '/schemas?(/|\\.ts$)', '/types\\.ts$'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'domain-without-neighbours',
      comment: 'Of other modules domain/ uses types; of platform also its pure values, such as Money.',
      severity: 'error',
      from: { path: '^src/([^/]+)/.*\\bdomain/' },
      to: { path: '^src/', pathNot: ['^src/$1/', '^src/platform/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'domain-without-system',
      severity: 'error',
      from: { path: '^src/[^/]+/.*\\bdomain/' },
      to: { dependencyTypes: ['core'], pathNot: `^(node:)?(${pureBuiltins.join('|')})$` },
    },
    {
      name: 'domain-without-packages',
      severity: 'error',
      from: { path: '^src/[^/]+/.*\\bdomain/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
        pathNot: `node_modules/(${purePackages.join('|')})/`,
      },
    },
    {
      name: 'console-stands-alone',
      comment:
        'The console knows the service by its HTTP contract: the generated types lie in its own folder.',
      severity: 'error',
      from: { path: '^src/console/' },
      to: { path: '^src/', pathNot: '^src/console/' },
    },
    {
      name: 'service-without-console',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/console/' },
      to: { path: '^src/console/' },
    },
    {
      name: 'bootstrap-stands-alone',
      comment: 'It runs before anything is installed or built.',
      severity: 'error',
      from: { path: '^src/bootstrap/' },
      to: { path: '^src/', pathNot: '^src/bootstrap/' },
    },
    {
      name: 'bootstrap-without-packages',
      comment: 'Before npm ci there are none; the PostgreSQL part runs after it and speaks through pg.',
      severity: 'error',
      from: { path: '^src/bootstrap/', pathNot: '^src/bootstrap/(postgres/|external-database\\.js$)' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['dynamic-import'],
      },
    },
    {
      name: 'demo-only-from-above',
      comment: 'Demo data is wired in by main, container and commands, never by a module.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(demo|commands)/|^src/(main|container)\\.ts$' },
      to: { path: '^src/(demo|commands)/' },
    },
    {
      name: 'no-test-code',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
    {
      name: 'service-without-dev-packages',
      comment: 'A package the service needs at run time stands under dependencies.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(console|bootstrap)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default', 'node'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
