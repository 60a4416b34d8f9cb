import type { ApiFailure } from '@vppos/core/http';

/** `order-paid` of `urn:vppos:problem:order-paid`: why the server said no; null where it did not. */
export function problemCode(failure: ApiFailure): string | null {
  return failure.code === 'PROBLEM' ? (failure.problem.type.split(':').at(-1) ?? null) : null;
}

/** Whether the server may have done what was asked although its answer is lost. */
export function isUnanswered(failure: ApiFailure): boolean {
  return failure.code !== 'NO_SESSION' && (failure.code !== 'PROBLEM' || failure.status >= 500);
}
