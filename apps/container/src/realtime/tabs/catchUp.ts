import type { ConnectionDeps } from '../connection.ts';
import type { Inbox } from '../delivery/inbox.ts';
import type { PolledPage, PollOutcome, PollPage } from '../pollPage.ts';

export interface CatchUpDeps {
  readonly inbox: Inbox;
  readonly pollPage: PollPage;
  readonly tokens: ConnectionDeps['tokens'];
  readonly clientId: string;
}

/** Polls from the inbox's cursor until nothing is missing. False: not reached, or aborted; what came so far is delivered. */
export async function catchUp(deps: CatchUpDeps, signal: AbortSignal): Promise<boolean> {
  for (;;) {
    const after = deps.inbox.cursor();
    const outcome = await poll(deps, signal);
    if (signal.aborted || !outcome?.ok) return false;
    takePage(deps.inbox, outcome.page, signal);
    // A listener may have ended the login.
    if (signal.aborted) return false;
    const { more, cursor } = outcome.page;
    if (!more) return true;
    // The same would be asked and answered for ever.
    if (cursor === after) return false;
  }
}

/** One refresh for a token that is refused. Null: there is no token. */
async function poll(
  { inbox, pollPage, tokens, clientId }: CatchUpDeps,
  signal: AbortSignal,
): Promise<PollOutcome | null> {
  const ask = async (token: Awaited<ReturnType<typeof tokens.refresh>>): Promise<PollOutcome | null> =>
    token.ok && !signal.aborted ? pollPage({ after: inbox.cursor(), token: token.token, clientId, signal }) : null;
  const outcome = await ask(await tokens.accessToken());
  const isRefused = outcome?.ok === false && outcome.failure.kind === 'status' && outcome.failure.status === 401;
  return isRefused && !signal.aborted ? ask(await tokens.refresh()) : outcome;
}

function takePage(inbox: Inbox, page: PolledPage, signal: AbortSignal): void {
  if (page.resync !== undefined) inbox.resync(page.resync, page.cursor);
  for (const frame of page.events) {
    if (signal.aborted) return;
    inbox.deliver(frame, { origin: 'replay', via: 'poll' });
  }
  if (!signal.aborted) inbox.moveTo(page.cursor);
}
