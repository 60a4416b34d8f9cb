// Measures what the built apps cost at their first load, and fails where one is over its budget.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type BuiltFile,
  type Exposing,
  gzippedSize,
  REMOTE_BUDGET,
  readBuild,
  readFirstLoad,
  SHELL_BUDGET,
  scriptsOfRemote,
  scriptsOfShell,
} from './firstLoad.ts';
import { readRegistry } from './registry.ts';

const APPS = path.resolve(import.meta.dirname, '../../../apps');

const shell = path.join(APPS, 'container');
report('container, first load', scriptsOfShell(readBuild(shell), readFirstLoad(shell)), SHELL_BUDGET);
for (const { name } of readRegistry()) {
  const directory = path.join(APPS, name);
  // Written by the build a moment ago.
  const manifest = JSON.parse(readFileSync(path.join(directory, 'dist/web/mf-manifest.json'), 'utf8')) as Exposing;
  report(`${name}, beyond what is shared`, scriptsOfRemote(readBuild(directory), manifest), REMOTE_BUDGET);
}

function report(what: string, files: readonly BuiltFile[], budget: number): void {
  const size = gzippedSize(files);
  const isWithin = files.length > 0 && size <= budget;
  console.log(`${isWithin ? '✓' : '✗'} ${what}: ${kB(size)} of ${kB(budget)} kB gzipped, ${files.length} scripts`);
  if (!isWithin) process.exitCode = 1;
}

function kB(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
