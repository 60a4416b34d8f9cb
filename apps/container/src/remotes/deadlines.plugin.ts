import type { ModuleFederationRuntimePlugin } from '@module-federation/enhanced/runtime';
import { filesOfManifest } from './manifestFiles.ts';

/** A manifest that has not come whole by then is missing. In ms. */
export const MANIFEST_DEADLINE_MS = 3000;
/** Entry, chunks and style sheets that have not come whole by then are missing. In ms; federation's own limit is 20 s. */
export const FILES_DEADLINE_MS = 5000;

/** What federation calls a manifest it can use. */
const MANIFEST_FIELDS = ['metaData', 'exposes', 'shared'];

export interface ManifestSources {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly deadline: (ms: number) => AbortSignal;
}

/**
 * Fetches a manifest and what it names within their deadlines, and answers only with one that can be used: a server that
 * answers a missing file with its index page and 200 counts as missing (the runtime would keep a wrong manifest for ever).
 */
export async function fetchManifest(url: string, { fetch, deadline }: ManifestSources): Promise<Response> {
  const response = await fetch(url, { signal: deadline(MANIFEST_DEADLINE_MS), cache: 'no-cache' });
  if (!response.ok) throw new Error(`The manifest ${url} answered ${response.status}.`);
  const body = await response.text();
  const manifest = readManifest(url, body);
  // A tag cannot be called off: its hanging request would hold every later one for the same address back, up to 20 s.
  // So each file comes into the browser's cache by a request that can, and the tags find it there.
  const signal = deadline(FILES_DEADLINE_MS);
  await Promise.all(filesOfManifest(manifest, url).map((file) => fetchFile(file, { fetch, signal })));
  return new Response(body, { headers: { 'content-type': 'application/json' } });
}

/** Makes the script of a remote's entry. With CORS, so that its errors keep their message and place. */
export function createEntryScript(url: string, page: Document): { script: HTMLScriptElement; timeout: number } {
  const script = page.createElement('script');
  script.src = url;
  script.async = true;
  script.crossOrigin = 'anonymous';
  return { script, timeout: FILES_DEADLINE_MS };
}

function readManifest(url: string, body: string): object {
  const manifest = parse(body);
  if (manifest === undefined)
    throw new Error(`The manifest ${url} is not JSON; it begins with "${body.slice(0, 40)}".`);
  const fields = typeof manifest === 'object' && manifest !== null ? manifest : {};
  const missing = MANIFEST_FIELDS.filter((field) => !(field in fields));
  if (missing.length > 0) throw new Error(`The manifest ${url} has no ${missing.join(', ')}.`);
  return fields;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

async function fetchFile(url: string, { fetch, signal }: { fetch: ManifestSources['fetch']; signal: AbortSignal }) {
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(`It answered ${response.status}.`);
    await response.arrayBuffer();
  } catch (cause) {
    throw new Error(`${url} could not be had: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

// biome-ignore lint/style/noDefaultExport: the federation build imports a runtime plugin by its default export.
export default function deadlines(): ModuleFederationRuntimePlugin {
  const sources: ManifestSources = {
    fetch: (url, init) => globalThis.fetch(url, init),
    deadline: (ms) => AbortSignal.timeout(ms),
  };
  return {
    name: 'vppos-deadlines',
    fetch: (url) => fetchManifest(url, sources),
    createScript: ({ url }) => createEntryScript(url, document),
  };
}
