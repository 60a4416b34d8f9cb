import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { currentAuth } from '@vppos/core/bus';
import type { AuthUser } from '@vppos/core/types';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { speakVietnamese } from '../../i18n/testing/speakVietnamese.ts';
import { ShellEnvProvider } from '../env.tsx';
import { fakeShellEnv } from '../testing/fakeShellEnv.ts';
import { TillName } from './TillName.tsx';
import { TILL_ID_KEY, toTillId } from './tillId.ts';

const lan: AuthUser = { id: 1, name: 'Lan', company_id: 1, roles: ['cashier'], till_id: 'till-7' };

describe('toTillId', () => {
  it.each([
    ['  Quầy 2 ', 'Quay-2'],
    ['Đường số 5', 'Duong-so-5'],
    ['till-7', 'till-7'],
    ['', null],
    ['   ', null],
    ['a<b', null],
    ['x'.repeat(41), null],
  ])('[SHELL13] reads %j as %j', (typed, id) => {
    expect(toTillId(typed)).toBe(id);
  });
});

describe('TillName', () => {
  let stored: [string, string][];
  speakVietnamese();
  beforeEach(() => {
    stored = [];
    const env = fakeShellEnv({
      storage: { getItem: () => null, setItem: (key, value) => void stored.push([key, value]) },
    });
    render(
      <ShellEnvProvider value={env}>
        <TillName user={lan} />
      </ShellEnvProvider>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Đổi tên quầy till-7' }));
  });
  afterEach(cleanup);
  const type = (value: string) => fireEvent.change(screen.getByLabelText('Tên quầy'), { target: { value } });

  it('[SHELL13] keeps the new name and tells every micro-frontend', async () => {
    type('Quầy 2');
    await act(async () => fireEvent.submit(screen.getByLabelText('Tên quầy')));

    expect(stored).toEqual([[TILL_ID_KEY, 'Quay-2']]);
    expect(currentAuth()).toEqual({ ...lan, till_id: 'Quay-2' });
    expect(screen.getByTestId('till-name').textContent).toBe('Quầy Quay-2');
  });

  it('[SHELL13] changes nothing on Escape or for a name it cannot keep', async () => {
    const below: string[] = [];
    const hear = ({ key }: KeyboardEvent): void => void below.push(key);
    window.addEventListener('keydown', hear);
    type('<script>');
    await act(async () => fireEvent.submit(screen.getByLabelText('Tên quầy')));
    fireEvent.keyDown(screen.getByLabelText('Tên quầy'), { key: 'Escape' });
    window.removeEventListener('keydown', hear);

    expect(below).toEqual([]);
    expect(stored).toEqual([]);
    expect(screen.getByTestId('till-name').textContent).toBe('Quầy till-7');
  });
});
