import { act, render } from '@testing-library/react';
import { publishAuth, publishRealtimeStatus } from '@vppos/core/bus';
import { type FakeClock, fakeClock } from '@vppos/core/testing';
import type { AuthUser, RealtimeStatus, Role } from '@vppos/core/types';
import i18next from 'i18next';
import { type ShellEnv, ShellEnvProvider } from '../../shell/env.tsx';
import { fakeShellEnv } from '../../shell/testing/fakeShellEnv.ts';
import { addInspectorWords, InspectorView } from '../view/index.ts';
import { fakeInspection } from './fakeInspection.ts';

export interface InspectorWalk {
  readonly clock: FakeClock;
  readonly env: ShellEnv;
  status(changed: Partial<RealtimeStatus>): Promise<void>;
  /** In small steps: what is drawn after one timer starts the next. */
  pass(ms: number): Promise<void>;
  unmount(): void;
  stop(): void;
}

const user = (roles: readonly Role[]): AuthUser => ({ id: 3, name: 'Hà', company_id: 1, roles, till_id: 'till-7' });

/** The inspector's content, for somebody with these roles, with a running recorder and a live connection. */
export async function renderInspector(roles: readonly Role[]): Promise<InspectorWalk> {
  const clock = fakeClock(Date.UTC(2025, 10, 21, 7, 32));
  const env = fakeShellEnv({ clock, ...fakeInspection(() => clock.now()) });
  const stop = env.recorder.start();
  addInspectorWords(i18next);
  const status: InspectorWalk['status'] = (changed) =>
    act(async () =>
      publishRealtimeStatus({
        state: 'live',
        since: clock.now(),
        role: 'leader',
        degraded: false,
        fresh: true,
        ...changed,
      }),
    );
  publishAuth(user(roles));
  await status({});
  const { unmount } = await act(async () =>
    render(
      <ShellEnvProvider value={env}>
        <InspectorView />
      </ShellEnvProvider>,
    ),
  );
  const pass: InspectorWalk['pass'] = async (ms) => {
    for (let passed = 0; passed < ms; passed += 500) await act(async () => clock.advance(500));
  };
  return { clock, env, status, pass, unmount, stop };
}
