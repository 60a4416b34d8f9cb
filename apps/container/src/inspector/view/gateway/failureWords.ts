import type { ApiFailure } from '@vppos/core/http';
import type { Text } from '../words/useText.ts';

/** A failure in words, and every wrong place the server has named. */
export function failureWords(error: ApiFailure, area: 'gateway' | 'sender', text: Text): readonly string[] {
  if (error.code === 'OFFLINE') return [text(`${area}.offline`)];
  const status = 'status' in error ? error.status : error.code;
  const places = error.code === 'PROBLEM' ? (error.problem.errors ?? []) : [];
  return [
    text(`${area}.refused`, { status, message: error.message }),
    ...places.map(({ path, message }) => `${path === '' ? '/' : path}: ${message}`),
  ];
}
