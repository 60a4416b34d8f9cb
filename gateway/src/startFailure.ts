import type { Env } from './env.ts';

/** Why the process cannot start, in one sentence for the person who started it. */
export function startFailure(error: unknown, env: Env): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE')
    return `gateway: port ${env.PORT ?? '4001'} is busy: stop what listens there, or set PORT.`;
  if (code === 'EACCES') return `gateway: no permission to listen on port ${env.PORT ?? '4001'}: set PORT.`;
  return `gateway: ${error instanceof Error ? error.message : String(error)}`;
}
