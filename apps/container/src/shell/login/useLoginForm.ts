import type { Clock } from '@vppos/core/time';
import { useRef, useState } from 'react';
import type { LoginResult } from '../../auth/index.ts';
import { useCountdown } from '../useCountdown.ts';
import { type LoginProblem, missingField, toLoginProblem } from './loginError.ts';

type FormState =
  | { readonly status: 'editing' }
  | { readonly status: 'missing'; readonly field: 'username' | 'password' }
  | { readonly status: 'busy' }
  | { readonly status: 'refused'; readonly problem: LoginProblem };

/** What the login form knows. A second submit while one runs, or while attempts are blocked, does nothing. */
export function useLoginForm(login: (username: string, password: string) => Promise<LoginResult>, clock: Clock) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [state, setState] = useState<FormState>({ status: 'editing' });
  const isRunning = useRef(false);
  const problem = state.status === 'refused' ? state.problem : null;
  const secondsLeft = useCountdown(clock, problem?.blockedUntil ?? null);

  const submit = async (): Promise<void> => {
    const field = missingField(username, password);
    if (field !== null) return setState({ status: 'missing', field });
    if (isRunning.current || secondsLeft > 0) return undefined;
    isRunning.current = true;
    setState({ status: 'busy' });
    const result = await login(username.trim(), password).catch((): LoginResult => ({ ok: false, code: 'OFFLINE' }));
    isRunning.current = false;
    setState(result.ok ? { status: 'editing' } : { status: 'refused', problem: toLoginProblem(result, clock.now()) });
    if (!result.ok && result.code === 'WRONG_PASSWORD') setPassword('');
    return undefined;
  };

  const fill = (name: string, secret: string): void => {
    setUsername(name);
    setPassword(secret);
  };
  return {
    username,
    setUsername,
    password,
    setPassword,
    fill,
    submit,
    problem,
    secondsLeft,
    isBusy: state.status === 'busy',
    missing: state.status === 'missing' ? state.field : null,
  };
}
