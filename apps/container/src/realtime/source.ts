import type { Stop } from '@vppos/core/time';
import type { StreamFailure } from './connectionState.ts';

/** One frame of the stream, its data still text. `id` is "" where no frame before it carried one either. */
export interface SourceFrame {
  readonly type: string;
  readonly id: string;
  readonly json: string;
}

/** What one attempt tells. Nothing is told after the source was closed; `onFailure` at most once, and it is closed then. */
export interface SourceListener {
  /** Status 200 and an event stream. */
  onAccepted(): void;
  onFrame(frame: SourceFrame): void;
  onFailure(failure: Exclude<StreamFailure, { kind: 'tokenOffline' }>): void;
}

export interface SourceRequest {
  /** A path of this origin with its query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Opens one attempt; it never retries by itself. Gives back its end. */
export type OpenSource = (request: SourceRequest, listener: SourceListener) => Stop;
