import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import webpack, { type Configuration } from 'webpack';
import { scriptRule } from './webpackConfig.ts';

const ENTRY = 'src/pwa/worker.main.ts';
/** The name of the worker's build. */
export const WORKER = 'service worker';

/** One file of the build, and what tells its versions apart: nothing where its name does. */
interface ShellFile {
  readonly url: string;
  readonly revision: string | null;
}

/** Copies what is served as it is: the app's manifest and its icons. */
export function copyPublicFiles(directory: string): void {
  const folder = path.join(directory, 'public');
  if (existsSync(folder)) cpSync(folder, path.join(directory, 'dist/web'), { recursive: true });
}

export function hasServiceWorker(directory: string): boolean {
  return existsSync(path.join(directory, ENTRY));
}

/** The files a page needs without a network: all of the build but maps, licences and the worker itself. */
export function shellFiles(folder: string): ShellFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(map|txt)$|^service-worker\.js$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      url: `/${path.relative(folder, file).split(path.sep).join('/')}`,
      revision: /\.[0-9a-f]{10}\.\w+$/.test(file) ? null : hashOf(file),
    }));
}

/** Builds the worker after the app: it carries the list of the app's files, so that another build is another worker. */
export function serviceWorkerConfig(directory: string): Configuration {
  const folder = path.join(directory, 'dist/web');
  return {
    name: WORKER,
    mode: 'production',
    target: 'webworker',
    context: directory,
    entry: `./${ENTRY}`,
    devtool: false,
    output: { path: folder, filename: 'service-worker.js' },
    resolve: { extensions: ['.tsx', '.ts', '.js'] },
    module: { rules: [scriptRule(false)] },
    plugins: [new webpack.DefinePlugin({ SHELL_FILES: JSON.stringify(shellFiles(folder)) })],
    performance: { hints: false },
    stats: 'errors-warnings',
    infrastructureLogging: { level: 'error' },
  };
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
}
