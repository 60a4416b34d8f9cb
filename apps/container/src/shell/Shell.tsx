import { MfeNameProvider } from '@vppos/core/hooks';
import { useEffect } from 'react';
import { type SessionState, useSession } from '../auth/index.ts';
import { forgetNews } from '../drawer/index.ts';
import { pageStorage } from '../pageStorage.ts';
import { UpdateBar } from '../pwa/index.ts';
import { useShellEnv } from './env.tsx';
import { LoginPage } from './login/index.ts';
import { OfflineScreen, RestoringScreen } from './SessionScreens.tsx';
import { Toasts } from './toasts/index.ts';
import { useRemoteAhead } from './useRemoteAhead.ts';
import { Workspace } from './Workspace.tsx';

/** The page: one screen for each state of the session, and the one toaster over all of them. */
export function Shell() {
  const { router, updates } = useShellEnv();
  useEffect(() => router.start(), [router]);
  return (
    <MfeNameProvider value="container">
      <Screen />
      <UpdateBar updates={updates} />
      <Toasts />
    </MfeNameProvider>
  );
}

function Screen() {
  const { state, login, logout } = useSession();
  const { clock, isDemo } = useShellEnv();
  useForgottenNews(state);
  useRemoteAhead(state);
  switch (state.status) {
    case 'restoring':
      return <RestoringScreen />;
    case 'signedOut':
      return <LoginPage login={login} clock={clock} isDemo={isDemo} {...(state.reason && { reason: state.reason })} />;
    case 'offline':
    case 'signedIn': {
      const offlineUntil = state.status === 'offline' ? state.retryAt : null;
      if (state.user === undefined) return <OfflineScreen retryAt={offlineUntil ?? 0} clock={clock} />;
      // A new user gets a new workspace: nothing of the one before is left in it. The same one keeps theirs, with the sale
      // in it, when the network comes and goes.
      return <Workspace key={state.user.id} user={state.user} logout={logout} offlineUntil={offlineUntil} />;
    }
  }
}

/** News end with their login. Where another person has signed in since, theirs may be kept already. */
function useForgottenNews(state: SessionState): void {
  const isOver = state.status === 'signedOut' && state.reason !== 'otherUser';
  useEffect(() => {
    if (isOver) forgetNews(pageStorage);
  }, [isOver]);
}
