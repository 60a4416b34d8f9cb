/** Who may import whom. Each rule says what to do instead. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Move what both need into a third file.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'mfe-not-to-mfe',
      severity: 'error',
      comment: 'An app talks to another through the bus, never by import.',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/($1|shared)/' },
    },
    {
      name: 'core-knows-nobody',
      severity: 'error',
      comment: 'Core is what everybody shares; it imports no one.',
      from: { path: '^core/src/' },
      to: { path: '^(apps|gateway|mock-backend|e2e|tools)/' },
    },
    {
      name: 'types-are-a-leaf',
      severity: 'error',
      comment: 'Types and time import nothing of ours.',
      from: { path: '^core/src/(types|time|format)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^core/src/(?!$1/)', pathNot: '^core/src/(types|time|format)/' },
    },
    {
      name: 'server-takes-contract-only',
      severity: 'error',
      comment: 'A server knows types, time, format and protocol; the bus and the hooks are for pages.',
      from: { path: '^(gateway|mock-backend)/' },
      to: { path: '^core/src/(?!types/|time/|format/|protocol/|testing/)' },
    },
    {
      name: 'gateway-knows-no-backend',
      severity: 'error',
      comment: 'The backend embeds the gateway, never the other way round.',
      from: { path: '^gateway/' },
      to: { path: '^(mock-backend|apps|e2e)/' },
    },
    {
      name: 'mfe-has-no-stream',
      severity: 'error',
      comment: 'A micro-frontend hears the bus; only the container knows the wire.',
      from: { path: '^apps/(?!container/)' },
      to: { path: '^core/src/protocol/|event-source-polyfill' },
    },
    {
      name: 'inspector-is-lazy',
      severity: 'error',
      comment: "The inspector's view is a chunk of its own: only LazyInspector loads it, by import().",
      from: { path: '^apps/container/src/(?!inspector/view/)', pathNot: ['\\.test\\.tsx?$', '/testing/'] },
      to: { path: '^apps/container/src/inspector/view/', dynamic: false },
    },
    {
      name: 'announcer-is-lazy',
      severity: 'error',
      comment:
        "The announcer's engine and voice are a chunk of their own, and so is the customer display: load them by import().",
      from: {
        path: '^apps/container/src/(?!(announcer/(engine|voice)|display/view)/)',
        pathNot: ['\\.test\\.tsx?$', '/testing/'],
      },
      to: {
        path: '^apps/container/src/(announcer/(engine|voice)|display/view)/',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'no-test-kit-in-production',
      severity: 'error',
      comment: 'Fakes are for tests.',
      from: { pathNot: ['\\.test(-d)?\\.tsx?$', '/testing/', '^e2e/'] },
      to: { path: '/testing/' },
    },
    {
      name: 'no-deep-import',
      severity: 'error',
      comment: "Import the folder's index: what it does not export is free to change.",
      from: { path: '^(apps|gateway|mock-backend|e2e)/' },
      to: { path: '^core/src/[^/]+/(?!index\\.ts$|theme\\.css$)' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'Nobody imports it: delete it.',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '(^|/)(main|remote|bootstrap|index)\\.tsx?$',
          '\\.main\\.ts$',
          '\\.test(-d)?\\.tsx?$',
          '\\.(config|plugin|setup)\\.[a-z]+$',
          '^tools/',
        ],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules|\\.data)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs'],
    },
  },
};
