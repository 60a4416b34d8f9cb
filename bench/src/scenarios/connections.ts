import { serviceToken } from '../load/request.ts';

/** The most bytes that any open stream of the gateway has pending, as it says itself. */
export async function largestPendingBytes(port: number): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/events/connections`, {
    headers: { authorization: `Bearer ${serviceToken()}` },
  });
  // The contract's answer; a number is all that is read of it.
  const connections = (await response.json()) as { pendingBytes: number }[];
  return Math.max(0, ...connections.map(({ pendingBytes }) => pendingBytes));
}
