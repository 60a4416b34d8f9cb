import { MfeNameProvider } from '@vppos/core/hooks';
import { useEffect } from 'react';
import { useSession } from '../auth/index.ts';
import { useShellEnv } from './env.tsx';
import { LoginPage } from './login/index.ts';
import { OfflineScreen, RestoringScreen } from './SessionScreens.tsx';
import { Toasts } from './toasts/index.ts';
import { Workspace } from './Workspace.tsx';

/** The page: one screen for each state of the session, and the one toaster over all of them. */
export function Shell() {
  const { router } = useShellEnv();
  useEffect(() => router.start(), [router]);
  return (
    <MfeNameProvider value="container">
      <Screen />
      <Toasts />
    </MfeNameProvider>
  );
}

function Screen() {
  const { state, login, logout } = useSession();
  const { clock, isDemo } = useShellEnv();
  switch (state.status) {
    case 'restoring':
      return <RestoringScreen />;
    case 'offline':
      return <OfflineScreen retryAt={state.retryAt} clock={clock} />;
    case 'signedOut':
      return <LoginPage login={login} clock={clock} isDemo={isDemo} {...(state.reason && { reason: state.reason })} />;
    case 'signedIn':
      // A new user gets a new workspace: nothing of the one before is left in it.
      return <Workspace key={state.user.id} user={state.user} logout={logout} />;
  }
}
