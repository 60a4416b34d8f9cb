// Serves one app from its sources with hot reload: `dev.main.ts <app>`.
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import webpack from 'webpack';
import WebpackDevServer, { type Configuration } from 'webpack-dev-server';
import { type Addresses, addressOf, readAddresses } from './addresses.ts';
import { createApiProxy } from './apiProxy.ts';
import { FAREWELL_WORKER } from './farewellWorker.ts';
import { registryDocument } from './registry.ts';
import { webpackConfig } from './webpackConfig.ts';

const name = process.argv[2] ?? 'container';
const addresses = readAddresses(process.env);
const directory = path.resolve(import.meta.dirname, '../../../apps', name);
const compiler = webpack(webpackConfig({ directory, mode: 'development' }));
if (compiler === null) throw new Error(`webpack could not be configured for ${name}.`);

const server = new WebpackDevServer(devServer(name, addresses), compiler);
await server.start();
server.middleware?.waitUntilValid(() => process.send?.({ type: 'ready' }));

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void server.stop().then(() => process.exit(0));
  });
}

function devServer(app: string, known: Addresses): Configuration {
  const { hostname, port } = new URL(addressOf(known, app));
  return {
    host: hostname,
    port,
    hot: true,
    client: { overlay: false, logging: 'warn' },
    headers: { 'access-control-allow-origin': '*' },
    historyApiFallback: app === 'container',
    static: path.join(directory, 'public'),
    setupMiddlewares: (middlewares) =>
      app === 'container' ? [...containerMiddlewares(known), ...middlewares] : middlewares,
    setupExitSignals: false,
  };
}

type Middleware = Parameters<NonNullable<Configuration['setupMiddlewares']>>[0][number];

function containerMiddlewares(known: Addresses): Middleware[] {
  const proxy = createApiProxy({ backendUrl: known.backend, gatewayUrl: known.gateway });
  const registry = JSON.stringify(registryDocument((remote) => addressOf(known, remote.name)));
  return [
    (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
      if (request.url?.startsWith('/api/') === true) {
        proxy(request, response);
      } else if (request.url === '/mfe-registry.json') {
        response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache' }).end(registry);
      } else if (request.url === '/service-worker.js') {
        response
          .writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-cache' })
          .end(FAREWELL_WORKER);
      } else {
        next();
      }
    },
  ];
}
