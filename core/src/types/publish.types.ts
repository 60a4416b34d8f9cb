/** Whom an event is for. Everything but `all` lies inside one company. */
export type TargetKind = 'all' | 'company' | 'user' | 'session' | 'client';

/** The body of `POST /api/v1/events`, one item. */
export interface PublishRequest {
  event: string;
  /** The payload, a JSON object. */
  data: unknown;
  target: TargetKind;
  targetId?: string;
  targetIds?: readonly string[];
  companyId?: number;
  /** 1–200 characters, remembered for 24 h for the publisher's `sub`. */
  idempotencyKey?: string;
}

/** The answer to one accepted item. `streams`: how many open streams of this node it matched. */
export interface PublishReceipt {
  id: string;
  duplicate: boolean;
  streams: number;
}
