/** What was typed as a payload: an object, or why not. */
export type PayloadReading =
  | { readonly ok: true; readonly data: object }
  | { readonly ok: false; readonly code: 'notJson'; readonly message: string }
  | { readonly ok: false; readonly code: 'notObject' };

/** `occurredAt` (ms, the server's clock) is added where the payload does not say when it happened. */
export function readPayload(typed: string, occurredAt: number): PayloadReading {
  try {
    const data: unknown = JSON.parse(typed);
    if (typeof data !== 'object' || data === null || Array.isArray(data)) return { ok: false, code: 'notObject' };
    return { ok: true, data: { occurred_at: occurredAt, ...data } };
  } catch (error) {
    return { ok: false, code: 'notJson', message: error instanceof Error ? error.message : String(error) };
  }
}
