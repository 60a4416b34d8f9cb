export { matchRoute, type Route, safePath } from './paths.ts';
export { createRouter, type Router } from './router.ts';
