import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { speakVietnamese } from '../../i18n/testing/speakVietnamese.ts';
import { MoreMenu } from './MoreMenu.tsx';

speakVietnamese();
afterEach(cleanup);

it('[SHELL21] closes on Escape, which the page below does not hear, and gives the focus back', () => {
  const below: string[] = [];
  const hear = ({ key }: KeyboardEvent): void => void below.push(key);
  window.addEventListener('keydown', hear);
  render(
    <MoreMenu>
      <button type="button">inside</button>
    </MoreMenu>,
  );
  const opener = screen.getByRole('button', { expanded: false });
  fireEvent.click(opener);
  const inside = screen.getByText('inside');
  fireEvent.keyDown(inside, { key: 'Escape' });
  const whileOpen = [...below];
  fireEvent.keyDown(inside, { key: 'Escape' });
  window.removeEventListener('keydown', hear);

  expect([whileOpen, below]).toEqual([[], ['Escape']]);
  expect(opener.getAttribute('aria-expanded')).toBe('false');
  expect(document.activeElement).toBe(opener);
});
