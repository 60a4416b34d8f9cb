import { freePorts, type System, startSystem } from '../system.ts';
import { layWire } from '../wire.ts';
import { launchLivingBrowser } from './chromium.ts';
import type { Scene } from './cutWalk.ts';

/** A till and a colleague's, each with a wire of its own, and a gateway that can die alone. */
export async function openCutScene(): Promise<Scene & { readonly system: System; close(): Promise<void> }> {
  const ports = await freePorts(2);
  const ALLOWED_ORIGINS = ports.map((port) => `http://127.0.0.1:${port}`).join(',');
  const [system, browser] = await Promise.all([
    startSystem({ mode: 'split', env: { HEARTBEAT_MS: '2000', ALLOWED_ORIGINS } }),
    launchLivingBrowser(),
  ]);
  const { container, backend } = system.addresses;
  const wire = await layWire(container, ports[0]);
  const colleaguesWire = await layWire(container, ports[1]);
  return {
    system,
    browser,
    backend,
    wire,
    colleaguesWire,
    close: async () => {
      await browser.stop();
      await Promise.all([wire.cut(), colleaguesWire.cut()]);
      await system.stop();
    },
  };
}
