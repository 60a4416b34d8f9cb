import { createRequire } from 'node:module';
import path from 'node:path';
import { ModuleFederationPlugin } from '@module-federation/enhanced/webpack';
import ReactRefreshPlugin from '@pmmmwh/react-refresh-webpack-plugin';
import HtmlWebpackPlugin from 'html-webpack-plugin';
import MiniCssExtractPlugin from 'mini-css-extract-plugin';
import type { Configuration, RuleSetRule } from 'webpack';
import { type AppManifest, readAppManifest } from './appManifest.ts';
import { DevtoolsHookStub } from './devtoolsHookStub.ts';

const require = createRequire(import.meta.url);

/** What one app's build needs to know. */
export interface AppBuild {
  /** The app's folder. */
  readonly directory: string;
  readonly mode: 'production' | 'development';
}

/**
 * The one webpack configuration of every app of the till. The container exposes nothing and names no remote: it finds them
 * at run time, so that a remote that is down cannot keep it from booting.
 */
export function webpackConfig({ directory, mode }: AppBuild): Configuration {
  const app = readAppManifest(directory);
  const isDevelopment = mode === 'development';
  return {
    mode,
    context: directory,
    entry: './src/main.tsx',
    devtool: isDevelopment ? 'cheap-module-source-map' : 'source-map',
    output: {
      path: path.join(directory, 'dist/web'),
      // Chunks load from where the entry came from, whatever the host and port.
      publicPath: app.isContainer ? '/' : 'auto',
      // Entries are asked for anew each time and need no hash; with one, webpack 5.111 fails on whatever exposes modules.
      filename: '[name].js',
      chunkFilename: isDevelopment ? '[name].js' : '[name].[contenthash].js',
      assetModuleFilename: '[name].[contenthash][ext]',
      uniqueName: `vppos_${app.name}`,
      chunkLoadTimeout: CHUNK_DEADLINE_MS,
      // With CORS, so that an error in another origin's chunk keeps its message and place.
      crossOriginLoading: 'anonymous',
      hashDigestLength: 10,
      clean: true,
    },
    resolve: { extensions: ['.tsx', '.ts', '.js'] },
    module: { rules: [scriptRule(isDevelopment), ...styleRules(isDevelopment)] },
    plugins: [
      federation(app),
      new HtmlWebpackPlugin({ template: './src/index.html', chunks: ['main'] }),
      ...(isDevelopment
        ? [new ReactRefreshPlugin({ library: app.name, overlay: false }), new DevtoolsHookStub()]
        : [new MiniCssExtractPlugin({ filename: '[name].[contenthash].css', ignoreOrder: true })]),
    ],
    optimization: { runtimeChunk: false },
    performance: { hints: false },
    stats: 'errors-warnings',
    infrastructureLogging: { level: 'error' },
    // The development server's own files must not make webpack build in a loop.
    watchOptions: { ignored: /node_modules|dist/ },
    parallelism: 2,
  };
}

/** A chunk that has not come by then has failed, in ms: a cashier waits no longer. */
const CHUNK_DEADLINE_MS = 8000;

export function scriptRule(isDevelopment: boolean): RuleSetRule {
  return {
    test: /\.[jt]sx?$/,
    exclude: /node_modules\/(?!@vppos\/)/,
    loader: require.resolve('swc-loader'),
    options: {
      jsc: {
        parser: { syntax: 'typescript', tsx: true },
        target: 'es2022',
        transform: { react: { runtime: 'automatic', development: isDevelopment, refresh: isDevelopment } },
      },
    },
  };
}

function styleRules(isDevelopment: boolean): RuleSetRule[] {
  const inject = isDevelopment ? require.resolve('style-loader') : MiniCssExtractPlugin.loader;
  const css = require.resolve('css-loader');
  const modules = {
    namedExport: false,
    exportLocalsConvention: 'as-is',
    localIdentName: '[name]__[local]--[hash:base64:5]',
  };
  return [
    { test: /\.module\.css$/, use: [inject, { loader: css, options: { modules } }], sideEffects: true },
    { test: /(?<!\.module)\.css$/, use: [inject, css], sideEffects: true },
  ];
}

function federation(app: AppManifest): ModuleFederationPlugin {
  return new ModuleFederationPlugin({
    name: app.name,
    ...(app.isContainer
      ? { runtimePlugins: [path.join(app.directory, 'src/remotes/deadlines.plugin.ts')] }
      : { filename: 'remoteEntry.js', exposes: { './remote': './src/remote.tsx' } }),
    shared: app.shared,
    shareStrategy: 'loaded-first',
    // No code for loading in Node.
    experiments: { optimization: { target: 'web' } },
    manifest: !app.isContainer,
    // Types come from the workspace.
    dts: false,
    dev: false,
  });
}
