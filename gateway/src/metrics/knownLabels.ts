import type { StreamResyncReason } from '@vppos/core/protocol';
import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import type { EndReason } from '../hub/stream.ts';

/** Why a stream is refused. */
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export const REFUSAL_REASONS = [
  'malformed',
  'unauthorized',
  'forbidden',
  'too_many_of_user',
  'full',
  'draining',
  'failed',
] as const;

export const END_REASONS: readonly EndReason[] = [
  'closed',
  'stalled',
  'superseded',
  'deploy',
  'token_expired',
  'signed_out',
  'kicked',
  'idle',
  'log_failed',
  'destroyed',
];

export const RESYNC_REASONS: readonly StreamResyncReason[] = [
  'trimmed',
  'epoch',
  'ahead',
  'malformed',
  'too_many',
  'slow',
];

/** What a publish is refused with. */
export const STATUSES: readonly string[] = ['400', '401', '403', '409', '413', '415', '422', '429', '500', '503'];

export const TYPES: readonly string[] = Object.values(REALTIME_EVENT_TYPES);
