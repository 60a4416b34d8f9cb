import * as v from 'valibot';
import type { WishInput } from './wish.ts';

/** One sentence for the person who asked for it. */
export class MockBankError extends Error {}

const playedAnswer = v.object({ message: v.string() });
const problemAnswer = v.object({ detail: v.string() });

/** Asks the mock bank of a running demonstration to play. Gives the line to print. */
export async function askMockBank(wish: WishInput, deps: { backendUrl: string; fetch: typeof fetch }): Promise<string> {
  const { backendUrl } = deps;
  const response = await deps
    .fetch(`${backendUrl}/mock-bank/transfers`, {
      method: 'POST',
      headers: { origin: new URL(backendUrl).origin, 'content-type': 'application/json' },
      body: JSON.stringify(wish),
    })
    .catch(() => {
      throw new MockBankError(
        `No backend answers at ${backendUrl}: start it with npm start, or say where it is with BACKEND_PORT=….`,
      );
    });
  const body: unknown = await response.json().catch(() => null);
  const played = v.safeParse(playedAnswer, body);
  if (response.ok && played.success) return played.output.message;
  const problem = v.safeParse(problemAnswer, body);
  const said = problem.success ? problem.output.detail : 'something this program does not understand';
  throw new MockBankError(`The backend answered ${response.status}: ${said}`);
}
