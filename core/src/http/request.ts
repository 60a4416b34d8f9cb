import * as v from 'valibot';
import type { Clock } from '../time/index.ts';
import { type HttpFailure, type JsonRequest, requestJson } from './requestJson.ts';

/** No typed request waits longer for its answer, in ms. Afterwards it counts as unanswered (`OFFLINE`). */
export const REQUEST_DEADLINE_MS = 8_000;

/** `BAD_ANSWER`: the server answered, but not in the shape this build understands. */
export type ApiFailure = HttpFailure | { readonly code: 'BAD_ANSWER'; readonly message: string };
export type ApiResult<T> = { readonly data: T } | { readonly error: ApiFailure };

/** A request and the shape its answer must have. With a `signal` that aborts it counts as unanswered (`OFFLINE`). */
export interface TypedRequest<T> extends JsonRequest {
  readonly answer: v.GenericSchema<unknown, T>;
}

/** One request with a deadline, its answer checked here and nowhere else. Failures are values. */
export async function request<T>({ answer, signal, ...http }: TypedRequest<T>, clock: Clock): Promise<ApiResult<T>> {
  const controller = new AbortController();
  const { promise: givenUp, resolve } = Promise.withResolvers<{ error: HttpFailure }>();
  const giveUp = (message: string): void => {
    stop();
    resolve({ error: { code: 'OFFLINE', message } });
    controller.abort();
  };
  const onAbort = (): void => giveUp('Nobody waits for the answer any more.');
  const stop = clock.after(REQUEST_DEADLINE_MS, () => giveUp(`No answer within ${REQUEST_DEADLINE_MS} ms.`));
  signal?.addEventListener('abort', onAbort);
  if (signal?.aborted === true) onAbort();
  const result = await Promise.race([requestJson({ ...http, signal: controller.signal }), givenUp]);
  signal?.removeEventListener('abort', onAbort);
  stop();
  return 'error' in result ? result : decode(answer, result.data);
}

function decode<T>(answer: v.GenericSchema<unknown, T>, body: unknown): ApiResult<T> {
  const checked = v.safeParse(answer, body);
  if (checked.success) return { data: checked.output };
  const [issue] = checked.issues;
  return { error: { code: 'BAD_ANSWER', message: `${v.getDotPath(issue) ?? 'answer'}: ${issue.message}` } };
}
