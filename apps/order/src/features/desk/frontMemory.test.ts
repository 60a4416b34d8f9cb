import { expect, it } from 'vitest';
import { frontMemory } from './frontMemory.ts';

it('[ORDMFE13] remembers which draft is in front', () => {
  const memory = frontMemory(() => sessionStorage, 'front');
  memory.write('second');

  expect([memory.read(), sessionStorage.getItem('front')]).toEqual(['second', 'second']);
  sessionStorage.clear();
});

it('[ORDMFE16] lets selling go on where the browser forbids storage', () => {
  const memory = frontMemory(() => {
    throw new DOMException('forbidden', 'SecurityError');
  }, 'front');
  memory.write('second');

  expect(memory.read()).toBeNull();
});
