export { matchRoute } from './paths.ts';
export { createRouter, type Router } from './router.ts';
