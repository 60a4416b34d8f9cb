/**
 * The service worker of the development server: it takes the place of a built one that a browser has from this address, drops
 * what that one kept and goes. Else the developer would be shown the last build for ever.
 */
export const FAREWELL_WORKER = `
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) await caches.delete(name);
  await self.registration.unregister();
  for (const page of await self.clients.matchAll({ type: 'window' })) await page.navigate(page.url);
})()));
`;
