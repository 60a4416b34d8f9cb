// Serves one built app: `serve.main.ts <app>`, with its addresses in the environment.
import path from 'node:path';
import { type Addresses, addressOf, readAddresses } from './addresses.ts';
import { registryDocument } from './registry.ts';
import { createSite, type SiteOptions } from './site.ts';

const name = process.argv[2] ?? 'container';
const addresses = readAddresses(process.env);
const site = await createSite(siteOptions(name, addresses));
const { hostname, port } = new URL(addressOf(addresses, name));
await site.listen({ host: hostname, port: Number(port) });
process.send?.({ type: 'ready' });

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void site.close().then(() => process.exit(0));
  });
}

function siteOptions(app: string, known: Addresses): SiteOptions {
  const directory = path.resolve(import.meta.dirname, '../../../apps', app, 'dist/web');
  if (app !== 'container') return { directory };
  return {
    directory,
    api: { backendUrl: known.backend, gatewayUrl: known.gateway },
    registry: registryDocument((remote) => addressOf(known, remote.name)),
  };
}
