// Builds the app in the current folder into `dist/web`.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import webpack, { type AsyncDependenciesBlock, type Chunk, type Configuration, type Stats } from 'webpack';
import { compressBuild } from './compressed.ts';
import { FIRST_LOAD_FILE, firstLoadNames } from './firstLoad.ts';
import { copyPublicFiles, hasServiceWorker, serviceWorkerConfig, WORKER } from './serviceWorker.ts';
import { webpackConfig } from './webpackConfig.ts';

const directory = process.cwd();

let isBuilt = await build(webpackConfig({ directory, mode: 'production' }));
copyPublicFiles(directory);
if (isBuilt && hasServiceWorker(directory)) isBuilt = await build(serviceWorkerConfig(directory));
if (isBuilt) compressBuild(path.join(directory, 'dist/web'));
else process.exitCode = 1;

/** Whether it went well; what did not is written. */
function build(config: Configuration): Promise<boolean> {
  const compiler = webpack(config);
  return new Promise((resolve) => {
    compiler?.run((error, stats) => {
      const report = stats?.toString({ preset: 'errors-warnings', colors: true }) ?? '';
      if (error !== null) console.error(error);
      if (report !== '') console.error(report);
      const isGood = error === null && stats?.hasErrors() !== true;
      if (isGood && stats !== undefined && config.name !== WORKER) keepFirstLoad(stats);
      compiler.close(() => resolve(isGood));
    });
  });
}

function keepFirstLoad({ compilation }: Stats): void {
  const { chunkGraph, entrypoints } = compilation;
  const names = firstLoadNames<Chunk, AsyncDependenciesBlock>({
    entry: [...entrypoints.values()].flatMap(({ chunks }) => chunks),
    filesOf: ({ files }) => files,
    modulesOf: (chunk) => chunkGraph.getChunkModulesIterable(chunk),
    loadedBy: (block) => {
      const group = chunkGraph.getBlockChunkGroup(block);
      return { name: group?.name ?? null, chunks: group?.chunks ?? [] };
    },
  });
  writeFileSync(path.join(directory, FIRST_LOAD_FILE), JSON.stringify(names, null, 2));
}
