export { type ShellEnv, ShellEnvProvider } from './env.tsx';
export { createRouter } from './router/index.ts';
export { Shell } from './Shell.tsx';
