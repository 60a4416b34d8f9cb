/** Where the container's own origin says which micro-frontends there are. */
export const REGISTRY_URL = '/mfe-registry.json';
