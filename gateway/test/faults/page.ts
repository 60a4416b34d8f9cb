import * as v from 'valibot';

const pageSchema = v.object({
  events: v.array(v.object({ id: v.string(), event: v.string(), data: v.unknown() })),
  cursor: v.string(),
  more: v.boolean(),
  resync: v.optional(v.object({ reason: v.string() })),
});

export type Page = v.InferOutput<typeof pageSchema>;

export interface PageRequest {
  readonly token: string;
  readonly clientId: string;
  readonly after: string | null;
  readonly limit: number;
}

export interface PageAnswer {
  /** 0 when the process was killed under the request, or is not there. */
  readonly status: number;
  readonly page: Page | null;
}

const ANSWER_MAX_MS = 10_000;

/** One page of `GET /api/v1/events`. */
export async function readPage(port: number, request: PageRequest): Promise<PageAnswer> {
  const { token, clientId, after, limit } = request;
  const query = new URLSearchParams({ limit: `${limit}`, ...(after === null ? {} : { after }) });
  const headers = { authorization: `Bearer ${token}`, 'x-client-id': clientId };
  let answer: { status: number; body: unknown };
  try {
    const signal = AbortSignal.timeout(ANSWER_MAX_MS);
    const response = await fetch(`http://127.0.0.1:${port}/api/v1/events?${query}`, { headers, signal });
    answer = { status: response.status, body: await response.json() };
  } catch {
    return { status: 0, page: null };
  }
  const { status, body } = answer;
  return { status, page: status === 200 ? v.parse(pageSchema, body) : null };
}
