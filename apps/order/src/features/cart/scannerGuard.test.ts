import { afterEach, expect, it } from 'vitest';
import { guardAgainstScanner, isScanner, NO_BURST, nextBurst } from './scannerGuard.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  document.body.replaceChildren();
});

function press(target: HTMLElement, key: string, at: number): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  Object.defineProperty(event, 'timeStamp', { value: at });
  target.dispatchEvent(event);
  return !event.defaultPrevented;
}

function aGuardedButton(): HTMLButtonElement {
  const button = document.createElement('button');
  document.body.append(button);
  stops.push(guardAgainstScanner(button));
  return button;
}

it('takes keys that follow each other within 50 ms for one burst, and a pause for its end', () => {
  const burst = [0, 20, 40, 60].reduce(nextBurst, NO_BURST);

  expect(isScanner(burst)).toBe(true);
  expect(isScanner(nextBurst(burst, 200))).toBe(false);
});

it("[ORDMFE2] swallows the Enter that ends a scanner's burst on the confirm button", () => {
  const button = aGuardedButton();

  for (const [index, digit] of ['8', '9', '3', '4'].entries()) press(button, digit, index * 10);

  expect(press(button, 'Enter', 50)).toBe(false);
});

it('[ORDMFE2] lets the Enter of a hand through', () => {
  const button = aGuardedButton();
  press(button, '8', 0);

  expect(press(button, 'Enter', 300)).toBe(true);
});

it('leaves the Enter of a burst alone where it confirms nothing', () => {
  aGuardedButton();
  const search = document.createElement('input');
  document.body.append(search);
  for (const [index, digit] of ['8', '9', '3', '4'].entries()) press(search, digit, index * 10);

  expect(press(search, 'Enter', 50)).toBe(true);
});

it('guards no longer after its stop', () => {
  const button = aGuardedButton();
  stops.pop()?.();

  for (const [index, digit] of ['8', '9', '3', '4'].entries()) press(button, digit, index * 10);

  expect(press(button, 'Enter', 50)).toBe(true);
});
