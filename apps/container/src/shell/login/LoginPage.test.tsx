import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { type FakeClock, fakeClock } from '@vppos/core/testing';
import i18next from 'i18next';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LoginResult } from '../../auth/index.ts';
import { speakVietnamese } from '../../i18n/testing/speakVietnamese.ts';
import { LoginPage } from './LoginPage.tsx';

let clock: FakeClock;
let sent: string[];
let answer: (result: LoginResult) => Promise<void>;

/** A server that answers the newest login when the test says so. */
function login(username: string, password: string): Promise<LoginResult> {
  sent.push(`${username}/${password}`);
  return new Promise((resolve) => {
    answer = (result) => act(async () => resolve(result));
  });
}

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const type = (label: string, value: string) => fireEvent.change(field(label), { target: { value } });
const button = () => screen.getByRole<HTMLButtonElement>('button', { name: /^Đăng nhập$|^Đang đăng nhập…$/ });
const submit = () => act(async () => fireEvent.submit(field('Mật khẩu')));
const problem = () => screen.getByRole('alert');

function fillIn(): void {
  type('Tên đăng nhập', ' thungan1 ');
  type('Mật khẩu', 'demo1234');
}

describe('LoginPage', () => {
  speakVietnamese();
  beforeEach(() => {
    clock = fakeClock();
    sent = [];
  });
  afterEach(cleanup);

  it('[SHELL2] sends one login at a time', async () => {
    render(<LoginPage login={login} clock={clock} isDemo={false} />);
    fillIn();

    await submit();
    await submit();

    expect(sent).toEqual(['thungan1/demo1234']);
    expect([button().disabled, button().textContent]).toEqual([true, 'Đang đăng nhập…']);
  });

  it('[SHELL2] asks for what is missing before it sends anything', async () => {
    render(<LoginPage login={login} clock={clock} isDemo={false} />);

    await submit();
    expect(problem().textContent).toBe('Hãy nhập tên tài khoản.');
    type('Tên đăng nhập', 'thungan1');
    await submit();

    expect(problem().textContent).toBe('Hãy nhập mật khẩu.');
    expect(field('Mật khẩu').getAttribute('aria-invalid')).toBe('true');
    expect(sent).toEqual([]);
  });

  it.each<[LoginResult & { ok: false }, RegExp]>([
    [{ ok: false, code: 'WRONG_PASSWORD' }, /mật khẩu chưa đúng/],
    [{ ok: false, code: 'OFFLINE' }, /Chưa liên lạc được máy chủ/],
    [{ ok: false, code: 'REFUSED' }, /báo quản lý/],
    [{ ok: false, code: 'TOO_MANY_ATTEMPTS' }, /Sai quá nhiều lần/],
  ])('[SHELL2] says in plain words what %o means', async (result, words) => {
    render(<LoginPage login={login} clock={clock} isDemo={false} />);
    fillIn();
    await submit();
    await answer(result);

    expect(problem().textContent).toMatch(words);
    expect(button().disabled).toBe(false);
  });

  it('[SHELL2] counts the wait down and sends nothing meanwhile', async () => {
    render(<LoginPage login={login} clock={clock} isDemo={false} />);
    fillIn();
    await submit();
    await answer({ ok: false, code: 'TOO_MANY_ATTEMPTS', retryAfterMs: 2500 });

    expect(screen.getByText('Thử lại sau 3 giây.')).toBeTruthy();
    await submit();
    await act(async () => clock.advance(600));
    expect(screen.getByText('Thử lại sau 2 giây.')).toBeTruthy();
    expect(button().disabled).toBe(true);
    await act(async () => clock.advance(1900));
    await submit();

    expect(sent).toHaveLength(2);
  });

  it('[SHELL2] takes a login that throws for a server that cannot be reached', async () => {
    render(<LoginPage login={() => Promise.reject(new Error('x'))} clock={clock} isDemo={false} />);
    fillIn();
    await submit();

    expect(problem().dataset['code']).toBe('OFFLINE');
  });

  it.each([
    ['expired', /hết hạn/],
    ['otherUser', /Người khác/],
    ['revoked', /đóng từ nơi khác/],
    ['logout', /đã đăng xuất/],
  ] as const)('[SHELL3] says why the cashier is here again: %s', (reason, words) => {
    render(<LoginPage login={login} clock={clock} isDemo={false} reason={reason} />);

    expect(screen.getByRole('status').textContent).toMatch(words);
  });

  it('shows and hides the password', () => {
    render(<LoginPage login={login} clock={clock} isDemo={false} />);

    fireEvent.click(screen.getByRole('button', { name: 'Hiện ký tự' }));
    expect(field('Mật khẩu').type).toBe('text');
    fireEvent.click(screen.getByRole('button', { name: 'Ẩn ký tự' }));

    expect(field('Mật khẩu').type).toBe('password');
  });

  it('offers the demonstration’s logins only where it is one', () => {
    const { rerender } = render(<LoginPage login={login} clock={clock} isDemo={false} />);
    expect(screen.queryByRole('button', { name: 'thungan1' })).toBeNull();

    rerender(<LoginPage login={login} clock={clock} isDemo />);
    fireEvent.click(screen.getByRole('button', { name: 'thungan1' }));

    expect([field('Tên đăng nhập').value, field('Mật khẩu').value]).toEqual(['thungan1', 'demo1234']);
  });

  it('tells password managers what the fields are', () => {
    render(<LoginPage login={login} clock={clock} isDemo={false} />);

    expect([field('Tên đăng nhập').autocomplete, field('Mật khẩu').autocomplete]).toEqual([
      'username',
      'current-password',
    ]);
  });

  it('[SHELL12] speaks English when asked', async () => {
    render(<LoginPage login={login} clock={clock} isDemo={false} />);

    await act(async () => fireEvent.click(screen.getByRole('button', { name: 'English' })));

    expect(i18next.language).toBe('en');
    expect(field('Username')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Log in' })).toBeTruthy();
  });
});
