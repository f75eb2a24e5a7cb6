// The walls of the architecture: who may import whom. CI fails when one is crossed.
const wall = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

export default {
  forbidden: [
    wall('no-cycles', 'a cycle hides where a thing belongs', {}, { circular: true }),
    wall(
      'core-is-alone',
      'core knows only itself, types included',
      { path: '^src-main/core' },
      { path: '^src-', pathNot: '^src-main/core' },
    ),
    wall(
      'core-is-pure',
      'only a few pure libraries; SDKs by type',
      { path: '^src-main/core' },
      {
        path: '^node_modules',
        pathNot: '^node_modules/(zod|eventsource-parser|@noble/hashes|@scure/base)(/|$)',
        dependencyTypesNot: ['type-only'],
      },
    ),
    wall(
      'core-without-node',
      'no Node, no I/O in core',
      { path: '^src-main/core' },
      { dependencyTypes: ['core'] },
    ),
    wall(
      'dialects-apart',
      'a dialect never imports another',
      { path: '^src-main/core/dialects/([^/]+)/' },
      { path: '^src-main/core/dialects/[^/]+/', pathNot: '^src-main/core/dialects/$1/' },
    ),
    wall(
      'proxy-and-control-apart',
      'the proxy never imports the control page',
      { path: '^src-main/proxy' },
      { path: '^src-main/(control|desktop|demo)|^src-main/(app|cli|start|commands)(/|\\.)' },
    ),
    wall(
      'control-and-proxy-apart',
      'the control page never imports the proxy',
      { path: '^src-main/control' },
      { path: '^src-main/(proxy|desktop|demo|upstream)|^src-main/(app|cli|start|commands)(/|\\.)' },
    ),
    wall(
      'lower-parts',
      'upstream and state import only core',
      { path: '^src-main/(upstream|state)/' },
      { path: '^src-main/(proxy|control|desktop|demo)|^src-main/(app|cli|start|commands)(/|\\.)' },
    ),
    wall(
      'state-without-upstream',
      'state never reaches upstream',
      { path: '^src-main/state' },
      { path: '^src-main/upstream' },
    ),
    wall(
      'upstream-without-state',
      'upstream never reaches state',
      { path: '^src-main/upstream' },
      { path: '^src-main/state' },
    ),
    wall(
      'app-below-its-doors',
      'the app knows neither the command line nor the desktop',
      { path: '^src-main/app(/|\\.)' },
      { path: '^src-main/(desktop|commands)/|^src-main/(cli|start)\\.' },
    ),
    wall(
      'demo-is-a-provider',
      'the demo stands where a provider does: it knows nothing of the app but core and the memory of replies',
      { path: '^src-main/demo/' },
      { path: '^src-main/', pathNot: '^src-main/(core|demo)/|^src-main/state/response-store\\.ts$' },
    ),
    wall(
      'electron-only-in-desktop',
      'everything else must live without it',
      { pathNot: '^src-main/desktop' },
      { path: '^node_modules/electron(/|$)' },
    ),
    wall(
      'koa-only-at-the-doors',
      'only proxy and control serve HTTP with Koa',
      { pathNot: '^src-main/(proxy|control)' },
      { path: '^node_modules/(koa|@koa/router)(/|$)' },
    ),
    wall(
      'providers-are-data',
      'a provider file holds no code of a dialect',
      { path: '^src-main/upstream/providers' },
      { path: '^src-main/core/dialects/[^/]+/' },
    ),
    wall(
      'renderer-behind-the-contract',
      'the page knows main only by its contract',
      { path: '^src-renderer' },
      { path: '^src-main', pathNot: ['^src-main/control/contract\\.ts$', '^src-main/control/contract/'] },
    ),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
