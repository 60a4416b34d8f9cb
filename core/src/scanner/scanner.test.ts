import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listenScans, startScanner } from './index.ts';

const stops: (() => void)[] = [];
let codes: string[];
let now = 0;

beforeEach(() => {
  codes = [];
  stops.push(
    startScanner(window),
    listenScans((code) => codes.push(code)),
  );
});
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
  document.body.replaceChildren();
});

interface Press {
  readonly afterMs?: number;
  readonly init?: KeyboardEventInit;
}

/** One key, and what a browser would do for it in a field. Gives whether the page let it through. */
function press(target: HTMLElement, key: string, { afterMs = 10, init = {} }: Press = {}): boolean {
  now += afterMs;
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  Object.defineProperty(event, 'timeStamp', { value: now });
  target.dispatchEvent(event);
  const isThrough = !event.defaultPrevented;
  if (isThrough && key.length === 1 && target instanceof HTMLInputElement) {
    target.value += key;
    target.dispatchEvent(new Event('input', { bubbles: true }));
  }
  return isThrough;
}

function scan(target: HTMLElement, code: string): boolean {
  now += 1000;
  for (const character of code) press(target, character);
  return press(target, 'Enter');
}

function append<Name extends 'button' | 'input' | 'textarea'>(name: Name): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  document.body.append(element);
  return element;
}

describe('a scanner’s burst', () => {
  it('[SCAN1] never confirms the button that has the focus, and tells its code', () => {
    const heard: string[] = [];
    const button = append('button');
    button.addEventListener('keydown', (event) => heard.push(event.key));

    expect(scan(button, '8934563138165')).toBe(false);
    expect(heard).not.toContain('Enter');
    expect(codes).toEqual(['8934563138165']);
  });

  it('[SCAN1] presses no button with a space inside the code', () => {
    const button = append('button');
    press(button, 'A', { afterMs: 1000 });

    expect(press(button, ' ')).toBe(false);
  });

  it('[SCAN1] ticks no box with a space inside the code', () => {
    const box = append('input');
    box.type = 'checkbox';
    press(box, 'A', { afterMs: 1000 });

    expect(press(box, ' ')).toBe(false);
  });

  it('[SCAN1] carries capitals, for which a scanner presses Shift', () => {
    const button = append('button');
    press(button, 'Shift', { afterMs: 1000 });
    for (const key of ['V', 'Shift', 'P', '1', '2']) press(button, key);
    press(button, 'Enter');

    expect(codes).toEqual(['VP12']);
  });

  it('[SCAN2] leaves a field as the hand had left it, and tells its owner', () => {
    const field = append('input');
    field.value = 'phở';
    field.setSelectionRange(1, 2);
    const told: string[] = [];
    field.addEventListener('input', () => told.push(field.value));

    scan(field, '8934563138165');

    expect(field.value).toBe('phở');
    expect([field.selectionStart, field.selectionEnd]).toEqual([1, 2]);
    expect(told.at(-1)).toBe('phở');
  });

  it('[SCAN2] is taken out of a field that watches its own value, as React does', () => {
    const field = append('textarea');
    let watched = '';
    const own = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
    Object.defineProperty(field, 'value', {
      configurable: true,
      get: () => own?.get?.call(field),
      set: (value: string) => {
        watched = value;
        own?.set?.call(field, value);
      },
    });
    press(field, '8', { afterMs: 1000 });
    own?.set?.call(field, '8');
    for (const key of ['9', '3', 'Enter']) press(field, key);

    expect(field.value).toBe('');
    expect(watched).toBe('');
  });
});

describe('everything else', () => {
  it('[SCAN3] is a hand: slow keys, few keys, an Enter after a pause', () => {
    const button = append('button');
    for (const key of ['8', '9', '3', '4']) press(button, key, { afterMs: 120 });
    expect(press(button, 'Enter', { afterMs: 120 })).toBe(true);

    press(button, '8', { afterMs: 1000 });
    press(button, '9');
    expect(press(button, 'Enter')).toBe(true);

    for (const key of ['8', '9', '3', '4']) press(button, key);
    expect(press(button, 'Enter', { afterMs: 50 })).toBe(true);
    expect(codes).toEqual([]);
  });

  it('[SCAN3] is no burst across Tab, nor with shortcuts, held keys or an input method', () => {
    const field = append('input');
    for (const key of ['a', 'b', 'c', 'Tab']) press(field, key);
    expect(press(field, 'Enter')).toBe(true);

    for (const init of [
      { altKey: true },
      { ctrlKey: true },
      { metaKey: true },
      { repeat: true },
      { isComposing: true },
    ]) {
      now += 1000;
      for (const key of ['1', '2', '3']) press(field, key, { init });
      expect(press(field, 'Enter')).toBe(true);
    }
    expect(codes).toEqual([]);
  });

  it('is let through after the stop', () => {
    stops.shift()?.();

    expect(scan(append('button'), '8934')).toBe(true);
    expect(codes).toEqual([]);
  });

  it('hears the hand again after a burst', () => {
    const button = append('button');
    scan(button, '8934');

    expect(press(button, 'Enter', { afterMs: 500 })).toBe(true);
  });
});
