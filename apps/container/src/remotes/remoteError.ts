/**
 * `CORE_RANGE`: the remote needs another core. `NO_COMPONENT`: it loaded, but has no `Remote`. `TOO_SLOW`: a deadline
 * passed. `LOAD_FAILED`: manifest, entry or chunk did not come; `cause` says which. `RENDER_THREW`: its screen threw.
 */
export type RemoteErrorCode = 'CORE_RANGE' | 'NO_COMPONENT' | 'TOO_SLOW' | 'LOAD_FAILED' | 'RENDER_THREW';

/** Why a remote is not on the screen, in one sentence for developers. */
export class RemoteError extends Error {
  readonly code: RemoteErrorCode;

  constructor(code: RemoteErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RemoteError';
    this.code = code;
  }
}

/** The sentence of an error and of everything that caused it, outermost first. */
export function describeCauses(error: unknown): string {
  const sentences: string[] = [];
  // Bounded: a cause may name itself.
  for (let cause = error; cause !== undefined && sentences.length < 6; ) {
    sentences.push(cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause));
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return sentences.join('\n← ');
}
