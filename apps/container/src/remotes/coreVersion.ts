/** The `@vppos/core` this container shares with the micro-frontends; a test holds it to core's package.json. */
export const CORE_VERSION = '1.2.0';
